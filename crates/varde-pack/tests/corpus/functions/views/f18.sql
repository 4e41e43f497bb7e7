select error('stop') as a from students --~ S004 `error` is not a function that packs may call
