-- A row is the applicants to MIENTRE in the institution's own admission.
select rows, unit, year, first_choice
from programme_applicants
where programme = 'MIENTRE' and source = 'local'
