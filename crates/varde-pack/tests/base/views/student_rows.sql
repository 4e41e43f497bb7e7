-- One row a programme and year.
select
    [s.row_id] as rows,
    a.unit,
    s.year,
    s.programme,
    s.total,
    s.points,
    s.active
from students s
join unit_alias a on a.code = s.unit and s.year between a.from_year and a.to_year
