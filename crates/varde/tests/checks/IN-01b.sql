-- Courses and programmes on the year's approved list with a contribution from the department, over the whole list.
-- The list is approved between 1 January of the year before and 31 December of the year.
-- A year is not known when no contribution is found and some of the list has not been looked into.
select
    year,
    count(distinct case when contribution is not null and contribution <> 'none' then code end) as numerator,
    count(distinct code) as denominator
from innovation_item
where unit in ('230240', '210610')
    and year between 2018 and 2025
    and approved >= make_date(year - 1, 1, 1)
    and approved <= make_date(year, 12, 31)
group by year
having bool_or(contribution <> 'none') or bool_and(contribution is not null)
order by year
