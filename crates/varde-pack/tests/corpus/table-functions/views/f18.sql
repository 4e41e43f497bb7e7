select * from sqlite_scan('a', 'b') --~ S004 `sqlite_scan` is not a function that packs may read from
