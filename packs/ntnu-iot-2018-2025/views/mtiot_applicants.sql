-- A row is the applicants to MTIØT in the national admission (Samordna opptak) at the deadline in April.
select rows, unit, year, first_choice
from programme_applicants
where programme = 'MTIØT' and source = 'SO' and stage = 'april'
