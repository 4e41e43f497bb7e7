select get_current_timestamp() as a from students --~ S004 `get_current_timestamp` is not a function that packs may call
