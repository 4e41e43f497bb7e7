select [row_id] as rows, unit, year from students; drop table students --~ S002 found `drop` after it
