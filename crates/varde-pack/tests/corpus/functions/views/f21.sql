select read_text('a') as a from students --~ S004 `read_text` is not a function that packs may call
