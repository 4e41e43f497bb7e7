-- A row is the applicants to MHMS in the institution's own admission, with those of a programme that shares its application code.
select rows, unit, year, first_choice
from admission_applicants
where programme = 'MHMS' and source = 'local' and stage = 'final'
