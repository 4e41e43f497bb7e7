select current_query() as a from students --~ S004 `current_query` is not a function that packs may call
