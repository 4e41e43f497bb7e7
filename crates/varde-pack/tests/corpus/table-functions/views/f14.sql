select * from duckdb_secrets() --~ S004 `duckdb_secrets` is not a function that packs may read from
