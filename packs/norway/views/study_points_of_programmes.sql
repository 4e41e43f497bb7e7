-- A row is as in study_points, but at the unit that owns the student's programme, whoever gives the course.
select
    [s.row_id, p.row_id] as rows,
    o.unit,
    s.year,
    s.course,
    s.program as programme,
    coalesce(p.evu, false) as evu,
    s.sp_new as points
from sp_production s
join program p
    on p.institution = s.institution
    and p.code = s.program
    and s.year between coalesce(p.valid_from_year, 0) and coalesce(p.valid_to_year, 9999)
join unit_code o
    on o.system = 'dbh' and o.institution = p.institution and o.code = p.department and s.year between o.from_year and o.to_year
