pragma database_list --~ S002 found `pragma`
