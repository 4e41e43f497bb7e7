select [row_id] as rows, unit, year from students --~ P009 `weight` is both a rule and a view
