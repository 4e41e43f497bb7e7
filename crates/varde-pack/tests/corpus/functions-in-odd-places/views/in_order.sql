select programme from students order by getenv(programme) --~ S004 `getenv`
