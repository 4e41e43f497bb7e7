select hash(total) as a from students --~ S004 `hash` is not a function that packs may call
