-- A row is the applicants to MSPROMAN in the institution's own admission, with those of a programme that shares its application code.
select rows, unit, year, first_choice
from admission_applicants
where programme = 'MSPROMAN' and source = 'local' and stage = 'final'
