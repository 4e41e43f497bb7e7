select [row_id] as rows, unit, year from students;
