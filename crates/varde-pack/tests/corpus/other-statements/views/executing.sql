execute p --~ S002 found `execute`
