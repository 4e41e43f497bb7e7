create table mine (a integer) --~ S002 found `create`
