select year from students union all select getenv('HOME') --~ S004 `getenv`
