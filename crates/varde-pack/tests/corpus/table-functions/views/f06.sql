select * from read_ndjson('x') --~ S004 `read_ndjson` is not a function that packs may read from
