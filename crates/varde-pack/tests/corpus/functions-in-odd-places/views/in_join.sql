select s.year from students s join students t on s.programme = getenv(t.programme) --~ S004 `getenv`
