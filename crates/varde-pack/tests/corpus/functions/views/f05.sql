select random() as a from students --~ S004 `random` is not a function that packs may call
