checkpoint --~ S002 found `checkpoint`
