select version() as a from students --~ S004 `version` is not a function that packs may call
