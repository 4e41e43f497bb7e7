install httpfs --~ S002 found `install`
