select current_catalog as a from students --~ S004 `current_catalog` is not a function that packs may call
