select which_secret('a', 'b') as a from students --~ S004 `which_secret` is not a function that packs may call
