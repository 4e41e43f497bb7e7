explain analyze select * from students --~ S002 found `explain`
