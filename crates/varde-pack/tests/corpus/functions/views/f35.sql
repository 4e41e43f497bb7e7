select pg_typeof(total) as a from students --~ S004 `pg_typeof` is not a function that packs may call
