delete from students --~ S002 found `delete`
