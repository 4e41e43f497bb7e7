select current_setting('memory_limit') as a from students --~ S004 `current_setting` is not a function that packs may call
