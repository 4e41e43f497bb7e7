select * from query('select 1') --~ S004 `query` is not a function that packs may read from
