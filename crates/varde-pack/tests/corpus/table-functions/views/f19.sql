select * from postgres_scan('a', 'b', 'c') --~ S004 `postgres_scan` is not a function that packs may read from
