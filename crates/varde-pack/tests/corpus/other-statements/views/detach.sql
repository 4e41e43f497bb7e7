detach facts --~ S002 found `detach`
