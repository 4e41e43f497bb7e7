select current_date as a from students --~ S004 `current_date` is not a function that packs may call
