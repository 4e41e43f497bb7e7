select localtimestamp as a from students --~ S004 `localtimestamp` is not a function that packs may call
