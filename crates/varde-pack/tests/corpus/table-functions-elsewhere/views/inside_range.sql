select * from range(random()) as x(a) --~ S004 `random` is not a function that packs may call
