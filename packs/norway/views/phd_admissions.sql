-- A row is one person admitted to the organised PhD education, in the year of admission. Those who quit later stay in their cohort.
select
    [p.row_id] as rows,
    a.unit,
    cast(year(p.admitted) as integer) as year,
    p.pid as person,
    p.program as programme,
    p.entry_degree,
    p.gender
from phd p
join unit_alias a on a.code = p.unit and year(p.admitted) between a.from_year and a.to_year
where not coalesce(p.dr_philos, false)
