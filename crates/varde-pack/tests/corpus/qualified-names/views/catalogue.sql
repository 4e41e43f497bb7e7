select * from pg_catalog.pg_class --~ S005 is qualified
