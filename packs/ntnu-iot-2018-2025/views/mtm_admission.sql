-- A row is the admission to MTM, or to the degree that continues it, in one year.
select rows, unit, year, places, applicants, admitted, answered, first_choice, next_choice
from evu_admissions
where programme = 'MTM'
