select epoch_ms(1) as a from students --~ S004 `epoch_ms` is not a function that packs may call
