select distinct on (getenv('HOME')) year from students --~ S004 `getenv`
