select * from summary((select 1)) --~ S004 `summary` is not a function that packs may read from
