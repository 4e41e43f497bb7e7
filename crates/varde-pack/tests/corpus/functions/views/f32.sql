select md5(programme) as a from students --~ S004 `md5` is not a function that packs may call
