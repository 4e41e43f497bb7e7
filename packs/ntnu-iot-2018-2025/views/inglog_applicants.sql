-- A row is the applicants to INGLOG in the national admission (Samordna opptak) at the deadline in April.
-- An offer of the same name that another unit owns has its own code or its own owner, and is not here.
select rows, unit, year, first_choice
from admission_applicants
where programme = 'INGLOG' and source = 'SO' and stage = 'april'
