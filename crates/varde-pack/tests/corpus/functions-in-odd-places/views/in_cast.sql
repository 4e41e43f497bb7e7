select cast(getenv('HOME') as varchar) as a from students --~ S004 `getenv`
