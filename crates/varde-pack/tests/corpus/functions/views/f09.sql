select now() as a from students --~ S004 `now` is not a function that packs may call
