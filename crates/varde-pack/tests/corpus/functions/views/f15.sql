select current_database() as a from students --~ S004 `current_database` is not a function that packs may call
