-- One row per programme and year of DBH's rows by gender, priority and qualification.
-- An applicant has one first choice, so the alternatives with priority 1 are persons; all alternatives together are not.
-- Without the priority in the answer the first choices are unknown.
select
    institution,
    program,
    year,
    'final' as stage,
    cast(sum(case when priority = 1 then alternatives end) as bigint) as first_choice,
    cast(sum(case when qualified in ('1', 'J', 'Ja') then alternatives end) as bigint) as qualified,
    cast(sum(offers) as bigint) as offers,
    cast(sum(accepted) as bigint) as accepted,
    cast(sum(met) as bigint) as met,
    'local' as source,
    min(line) as line
from staging
group by institution, program, year
