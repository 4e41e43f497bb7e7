-- A row is the registered students of one programme on 1 October, at the unit that owns the programme.
select
    [s.row_id, p.row_id] as rows,
    u.unit,
    s.year,
    s.program as programme,
    coalesce(p.evu, false) as evu,
    s.total,
    s.women,
    s.men
from student_program s
join program p
    on p.institution = s.institution
    and p.code = s.program
    and s.year between coalesce(p.valid_from_year, 0) and coalesce(p.valid_to_year, 9999)
join unit_code u
    on u.system = 'dbh' and u.institution = p.institution and u.code = p.department and s.year between u.from_year and u.to_year
where s.semester = 3
