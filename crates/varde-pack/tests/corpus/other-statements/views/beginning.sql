begin transaction --~ S002 found `begin`
