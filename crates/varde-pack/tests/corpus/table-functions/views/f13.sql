select * from duckdb_tables() --~ S004 `duckdb_tables` is not a function that packs may read from
