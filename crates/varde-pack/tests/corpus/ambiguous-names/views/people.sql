select [row_id] as rows, unit, year from students --~ P009 `people` is both a table and a view
