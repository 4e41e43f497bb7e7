prepare p as select * from students --~ S002 found `prepare`
