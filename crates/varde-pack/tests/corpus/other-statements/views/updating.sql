update students set total = 1 --~ S002 found `update`
