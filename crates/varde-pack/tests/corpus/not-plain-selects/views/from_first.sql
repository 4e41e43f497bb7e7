from students select [row_id] as rows, unit, year
