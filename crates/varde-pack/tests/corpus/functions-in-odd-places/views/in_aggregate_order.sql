select list(year order by random()) as a from students --~ S004 `random`
