-- A row is the applicants to MIHMS or MHMS in the institution's own admission, under the code that they applied with.
select rows, unit, year, first_choice
from programme_applicants
where programme in ('MIHMS', 'MHMS') and source = 'local' and coalesce(stage, 'final') = 'final'
