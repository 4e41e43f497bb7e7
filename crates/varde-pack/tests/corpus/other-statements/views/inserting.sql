insert into students values (1) --~ S002 found `insert`
