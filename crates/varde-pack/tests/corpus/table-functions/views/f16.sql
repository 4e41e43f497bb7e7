select * from pragma_table_info('students') --~ S004 `pragma_table_info` is not a function that packs may read from
