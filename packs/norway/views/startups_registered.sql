-- A row is as in startups, but in the year of the first registration in the national register.
select rows, unit, cast(year(registered) as integer) as year, company, verified, coalesce(gone, false) as gone
from startups
where registered is not null
