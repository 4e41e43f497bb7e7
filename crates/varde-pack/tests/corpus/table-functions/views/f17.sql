select * from pragma_storage_info('students') --~ S004 `pragma_storage_info` is not a function that packs may read from
