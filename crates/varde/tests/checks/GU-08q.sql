-- GU-08q: of the programmes with students or a plan that autumn, those whose distance from the plan is at most 5 per cent of their
-- students in 2018 (or in their first autumn). A programme without a plan is off it; one missing from a delivered count has nobody.
-- Students per FVA and the assessment are conditions beside it.
with own as (
    select code, valid_from_year, valid_to_year
    from program
    where institution = '1150'
        and department in ('230240', '210610')
        and evu is distinct from true
        and (level is null or level like 'B%' or level like 'M%' or level like 'PR%')
),
autumn as (
    select s.program as code, s.year, s.total
    from student_program s
    join own o on o.code = s.program
    where s.institution = '1150' and s.semester = 3 and s.year between 2018 and 2025
        and s.year between coalesce(o.valid_from_year, s.year) and coalesce(o.valid_to_year, s.year)
),
first_autumn as (
    select a.code, a.total
    from autumn a
    where a.total > 0
        and not exists (select 1 from autumn e where e.code = a.code and e.total > 0 and e.year < a.year)
),
plan as (
    select programme as code, year, students
    from plan_value
    where unit in ('230240', '210610')
),
outcome as (
    select
        y.year,
        o.code,
        case
            when p.students is null then 'off'
            when a.total is null and y.year not in (select year from autumn) then 'unknown'
            when a.code is not null and a.total is null then 'unknown'
            when abs(coalesce(a.total, 0) - p.students) * 100 <= 5 * coalesce(f.total, p.students) then 'on'
            else 'off'
        end as state
    from own o
    cross join (select unnest(range(2018, 2026)) as year) y
    left join autumn a on a.code = o.code and a.year = y.year
    left join first_autumn f on f.code = o.code
    left join plan p on p.code = o.code and p.year = y.year
    where y.year between coalesce(o.valid_from_year, y.year) and coalesce(o.valid_to_year, y.year)
        and (p.students is not null or a.total > 0)
        and y.year >= (select min(year) from plan)
)
select
    year,
    count(*) filter (where state = 'on') as numerator,
    count(*) filter (where state <> 'unknown') as denominator
from outcome
group by year
having count(*) filter (where state = 'unknown') = 0 or count(*) filter (where state = 'off') > 0
order by year
