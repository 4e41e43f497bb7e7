select * from students where year in (select year from 'other.csv') --~ S003 is a file name
