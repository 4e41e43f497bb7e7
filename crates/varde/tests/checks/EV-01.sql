-- Step of MTM as first choice: the newest assessment that stands for the year, lifted to 3 by a survey of at least
-- ten admitted in which MTM is the first choice of more than any other degree.
with y as (select unnest(range(2018, 2026)) as year),
assessed as (
    select y.year, arg_max(s.step, s.assessed) as step
    from y
    join assessment s
        on s.goal = 'EV-01'
        and s.unit in ('230240', '210610')
        and (s.about is null or s.about in ('', 'MTM'))
        and year(s.assessed) <= y.year
        and y.year <= case when s.next_review is null then year(s.assessed) + 2 else year(s.next_review) end
    group by y.year
),
surveyed as (
    select distinct year
    from evu_admission
    where unit in ('230240', '210610')
        and (continues = 'MTM' or (continues is null and program = 'MTM'))
        and answered >= 10
        and first_choice > next_choice
)
select y.year, greatest(a.step, case when v.year is not null then 3 end) as numerator, null as denominator
from y
left join assessed a on a.year = y.year
left join surveyed v on v.year = y.year
where a.step is not null or v.year is not null
order by y.year
