-- A row is announced study places on MIHMS, or on a programme that shares its application code.
select rows, unit, year, places
from admission_places
where programme = 'MIHMS'
