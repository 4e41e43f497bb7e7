select current_timestamp as a from students --~ S004 `current_timestamp` is not a function that packs may call
