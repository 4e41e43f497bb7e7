select current_role as a from students --~ S004 `current_role` is not a function that packs may call
