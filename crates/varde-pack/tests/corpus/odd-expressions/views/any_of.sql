select [row_id] as rows, unit, year from students where year = any(select year from students) --~ S004
