select * replace (getenv('HOME') as programme) from students --~ S004 `getenv`
