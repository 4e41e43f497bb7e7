-- A row is the announced study places on MTIØT in a year.
select rows, unit, year, places
from programme_places
where programme = 'MTIØT'
