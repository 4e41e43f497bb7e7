select * from duckdb_tables --~ S003 is named `duckdb_tables`
