select setseed(0.5) as a from students --~ S004 `setseed` is not a function that packs may call
