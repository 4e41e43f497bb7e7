values (getenv('HOME')) --~ S004 `getenv`
