select current_schemas(true) as a from students --~ S004 `current_schemas` is not a function that packs may call
