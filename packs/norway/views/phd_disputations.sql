-- A row is one disputation in the organised PhD education, in the year of the disputation, at the unit of the main supervisor.
select [p.row_id] as rows, a.unit, cast(year(p.defended) as integer) as year, p.pid as person, p.gender
from phd p
join unit_alias a on a.code = p.unit and year(p.defended) between a.from_year and a.to_year
where not coalesce(p.dr_philos, false)
