-- A row is the registered students of one department on 1 October. Spring (semester 1) counts mostly the same people again.
-- Persons without the right to study (category P) are left out,
-- and so are rows by programme: finer groups hide more small cells, so their sum is no total.
select [s.row_id] as rows, u.unit, s.year, s.category, s.total, s.women, s.men
from students s
join unit_code u
    on u.system = 'dbh' and u.institution = s.institution and u.code = s.department and s.year between u.from_year and u.to_year
where s.semester = 3 and coalesce(s.category, 'S') = 'S' and s.program is null
