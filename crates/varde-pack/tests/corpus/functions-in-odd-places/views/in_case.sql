select case when total > 1 then getenv('HOME') end as a from students --~ S004 `getenv`
