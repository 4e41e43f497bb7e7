select * from duckdb_functions() --~ S004 `duckdb_functions` is not a function that packs may read from
