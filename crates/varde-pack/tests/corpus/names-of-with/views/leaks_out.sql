select * from duckdb_settings --~ S003 is named `duckdb_settings`
where name in (with duckdb_settings as (select 'a' as name) select name from duckdb_settings)
