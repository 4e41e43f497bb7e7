-- A row is the announced study places on INGLOG in a year.
select rows, unit, year, places
from admission_places
where programme = 'INGLOG'
