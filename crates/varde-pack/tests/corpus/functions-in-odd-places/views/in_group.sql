select count(*) as a from students group by getenv(programme) --~ S004 `getenv`
