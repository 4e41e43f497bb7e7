select * from parquet_scan('x') --~ S004 `parquet_scan` is not a function that packs may read from
