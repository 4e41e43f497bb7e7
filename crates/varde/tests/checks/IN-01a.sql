-- Step of the newest assessment of SFU Engage that stands for the year.
select y.year, arg_max(s.step, s.assessed) as numerator, null as denominator
from (select unnest(range(2018, 2026)) as year) y
join assessment s
    on s.goal = 'IN-01a'
    and s.unit in ('230240', '210610')
    and year(s.assessed) <= y.year
    and y.year <= case when s.next_review is null then year(s.assessed) + 2 else year(s.next_review) end
group by y.year
order by y.year
