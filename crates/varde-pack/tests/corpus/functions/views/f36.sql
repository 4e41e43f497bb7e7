select add_parquet_key('a', 'b') as a from students --~ S004 `add_parquet_key` is not a function that packs may call
