select * from iceberg_scan('a') --~ S004 `iceberg_scan` is not a function that packs may read from
