table students --~ S002 found `table`
