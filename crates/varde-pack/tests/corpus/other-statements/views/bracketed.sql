( drop table students ) --~ S001 Expected: SELECT
