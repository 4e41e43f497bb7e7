select current_schema as a from students --~ S004 `current_schema` is not a function that packs may call
