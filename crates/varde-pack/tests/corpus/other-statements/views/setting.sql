set memory_limit = '1TB' --~ S002 found `set`
