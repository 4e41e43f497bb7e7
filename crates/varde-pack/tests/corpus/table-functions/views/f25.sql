select * from checkpoint() --~ S004 `checkpoint` is not a function that packs may read from
