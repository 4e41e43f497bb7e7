reset memory_limit --~ S002 found `reset`
