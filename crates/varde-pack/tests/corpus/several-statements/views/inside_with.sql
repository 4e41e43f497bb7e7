with x as (insert into students values (1) returning year) select * from x --~ S002
