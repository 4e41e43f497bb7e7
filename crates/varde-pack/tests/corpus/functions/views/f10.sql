select today() as a from students --~ S004 `today` is not a function that packs may call
