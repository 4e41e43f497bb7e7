-- A row is the announced study places on MIHMS or MHMS in a year.
select rows, unit, year, places
from programme_places
where programme in ('MIHMS', 'MHMS')
