load httpfs --~ S002 found `load`
