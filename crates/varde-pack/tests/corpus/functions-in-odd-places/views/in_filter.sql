select count(*) filter (where getenv('HOME') = 'x') as a from students --~ S004 `getenv`
