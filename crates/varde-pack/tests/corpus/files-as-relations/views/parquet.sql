select * from 'secret.parquet' --~ S003 is a file name; sources bring files in
