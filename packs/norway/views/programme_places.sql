-- A row is the announced study places of one programme in one year, at the unit that owns the programme.
select
    [s.row_id, p.row_id] as rows,
    u.unit,
    s.year,
    s.program as programme,
    s.places,
    s.announced_by
from study_places s
join program p
    on p.code = s.program
    and s.year between coalesce(p.valid_from_year, 0) and coalesce(p.valid_to_year, 9999)
join unit_code u
    on u.system = 'dbh' and u.institution = p.institution and u.code = p.department and s.year between u.from_year and u.to_year
