select columns(*) as a from students --~ S004 `columns` is not a function that packs may call
