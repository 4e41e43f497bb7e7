select * from read_parquet('x.parquet') --~ S004 `read_parquet` is not a function that packs may read from
