select * from duckdb_settings() --~ S004 `duckdb_settings` is not a function that packs may read from
