select pi() as a from students --~ S004 `pi` is not a function that packs may call
