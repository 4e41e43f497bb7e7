-- A row is one meeting, held or not.
select
    [m.row_id] as rows,
    a.unit,
    cast(year(m.on_date) as integer) as year,
    m.kind,
    m.group_id,
    m.held
from meeting m
join unit_alias a on a.code = m.unit and year(m.on_date) between a.from_year and a.to_year
