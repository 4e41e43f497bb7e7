-- A comment with 'quotes' and "more" in it; drop table students.
select [row_id] as rows, unit, year -- getenv('HOME')
from students
