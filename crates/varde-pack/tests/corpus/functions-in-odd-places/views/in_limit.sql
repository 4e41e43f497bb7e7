select programme from students limit length(getenv('HOME')) --~ S004 `getenv`
