select * from query_table('students') --~ S004 `query_table` is not a function that packs may read from
