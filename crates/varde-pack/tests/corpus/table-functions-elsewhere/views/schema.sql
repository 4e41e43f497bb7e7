select * from main.range(3) as x(a) --~ S004 `main.range` is not a function that packs may read from
