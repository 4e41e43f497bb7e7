select * from 'https://example.org/x.csv' --~ S003 is a file name
