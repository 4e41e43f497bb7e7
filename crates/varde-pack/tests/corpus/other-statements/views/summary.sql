summarize students --~ S002 found `summarize`
