vacuum --~ S002 found `vacuum`
