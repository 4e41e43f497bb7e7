-- A row is one point of a checklist in a year. A point that nobody has gone through yet is not known to be followed.
select
    [c.row_id] as rows,
    a.unit,
    c.year,
    c.list,
    c.point,
    c.followed
from checklist c
join unit_alias a on a.code = c.unit and c.year between a.from_year and a.to_year
