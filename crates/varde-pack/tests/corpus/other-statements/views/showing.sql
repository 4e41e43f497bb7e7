show tables --~ S002 found `show`
