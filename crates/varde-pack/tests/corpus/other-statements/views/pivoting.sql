pivot students on year using sum(total) --~ S002 found `pivot`
