-- A row is the applicants to MENTRE in the institution's own admission.
select rows, unit, year, first_choice
from programme_applicants
where programme = 'MENTRE' and source = 'local'
