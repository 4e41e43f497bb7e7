select * from force_checkpoint() --~ S004 `force_checkpoint` is not a function that packs may read from
