select * from students union all table students --~ S002 only SELECT, VALUES and their unions
