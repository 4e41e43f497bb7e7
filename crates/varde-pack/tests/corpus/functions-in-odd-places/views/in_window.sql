select sum(total) over w as a from students window w as (partition by getenv('HOME')) --~ S004 `getenv`
