select sqrt(total) as a from students --~ S004 `sqrt` is not a function that packs may call
