select * from glob('/home/*') --~ S004 `glob` is not a function that packs may read from
