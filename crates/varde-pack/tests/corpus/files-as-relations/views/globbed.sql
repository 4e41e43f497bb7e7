select * from '/home/*/*.csv' --~ S003 is a file name
