select * from getenv('HOME') --~ S004 `getenv` is not a function that packs may read from
