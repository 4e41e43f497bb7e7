select query('a') as a from students --~ S004 `query` is not a function that packs may call
