select * from test_all_types() --~ S004 `test_all_types` is not a function that packs may read from
