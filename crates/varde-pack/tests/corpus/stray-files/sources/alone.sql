select * from staging --~ P016 `sources/alone.sql` is not a file that packs have
