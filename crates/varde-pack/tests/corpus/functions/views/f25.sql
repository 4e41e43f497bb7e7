select median(total) as a from students --~ S004 `median` is not a function that packs may call
