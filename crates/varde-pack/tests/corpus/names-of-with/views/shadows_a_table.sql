with students as (select * from students where total > 1) select [row_id] as rows, unit, year from students
