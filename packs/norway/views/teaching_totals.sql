-- A row is a year's credits and hours in the courses that have hours registered, further education left out.
-- A course counts in both or in neither, so that a register that fills up does not look like lower productivity.
select flatten(list(rows)) as rows, unit, year, sum(credits) as credits, sum(hours) as hours
from active_courses
where timed and not evu
group by unit, year
