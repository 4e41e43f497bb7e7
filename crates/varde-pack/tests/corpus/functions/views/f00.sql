select getenv('HOME') as a from students --~ S004 `getenv` is not a function that packs may call
