select sleep_ms(10) as a from students --~ S004 `sleep_ms` is not a function that packs may call
