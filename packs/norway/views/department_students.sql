-- A row is the registered students of one department on 1 October. Spring (semester 1) counts mostly the same people again.
-- Persons without the right to study (category P) are left out,
-- and so are rows by programme: finer groups hide more small cells, so their sum is no total.
-- A department that no unit stands for counts at the institution itself, so that the institution's sum is whole.
select [s.row_id] as rows, coalesce(u.unit, i.unit) as unit, s.year, s.category, s.total, s.women, s.men
from students s
left join unit_code u
    on u.system = 'dbh' and u.institution = s.institution and u.code = s.department and s.year between u.from_year and u.to_year
left join unit_code i
    on i.system = 'dbh' and i.institution = s.institution and i.code = '000000' and s.year between i.from_year and i.to_year
where coalesce(u.unit, i.unit) is not null and s.semester = 3 and coalesce(s.category, 'S') = 'S' and s.program is null
