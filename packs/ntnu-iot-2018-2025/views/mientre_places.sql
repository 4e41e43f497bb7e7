-- A row is the announced study places on MIENTRE in a year.
select rows, unit, year, places
from programme_places
where programme = 'MIENTRE'
