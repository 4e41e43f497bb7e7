select write_log('a') as a from students --~ S004 `write_log` is not a function that packs may call
