drop table students --~ S002 found `drop`
