select * from (values (1, 2)) as v(a, b), students
