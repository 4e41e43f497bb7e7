describe students --~ S002 found `describe`
