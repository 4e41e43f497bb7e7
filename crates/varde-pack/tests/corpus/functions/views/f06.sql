select uuid() as a from students --~ S004 `uuid` is not a function that packs may call
