-- A row is a piece of evidence for as long as it counts: to the day it says, else for twelve months.
select
    [e.row_id] as rows,
    a.unit,
    e.goal,
    e.kind,
    e.programme,
    e.about,
    e.on_date as from_date,
    coalesce(e.valid_to, cast(e.on_date + interval 12 months as date) - 1) as to_date
from evidence e
join unit_alias a on a.code = e.unit and year(e.on_date) between a.from_year and a.to_year
