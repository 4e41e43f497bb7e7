call duckdb_settings() --~ S002 found `call`
