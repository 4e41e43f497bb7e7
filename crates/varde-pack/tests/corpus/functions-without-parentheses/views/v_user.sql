select user as a from students --~ S004 `user` is not a function that packs may call
