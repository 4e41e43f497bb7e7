select current_time as a from students --~ S004 `current_time` is not a function that packs may call
