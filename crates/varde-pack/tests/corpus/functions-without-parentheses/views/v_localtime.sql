select localtime as a from students --~ S004 `localtime` is not a function that packs may call
