-- A row is the people who completed a degree in one programme in a calendar year, at the unit that owns the programme;
-- rows without a programme stay at the department that reported them.
select
    case when p.row_id is null then [c.row_id] else [c.row_id, p.row_id] end as rows,
    u.unit,
    c.year,
    c.program as programme,
    coalesce(p.evu, false) as evu,
    c.total,
    c.women,
    c.men
from candidates c
left join program p
    on p.institution = c.institution
    and p.code = c.program
    and c.year between coalesce(p.valid_from_year, 0) and coalesce(p.valid_to_year, 9999)
join unit_code u
    on u.system = 'dbh'
    and u.institution = c.institution
    and u.code = coalesce(p.department, c.department)
    and c.year between u.from_year and u.to_year
