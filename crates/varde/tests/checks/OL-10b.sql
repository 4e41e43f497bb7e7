-- Tasks on 31 December that have been assessed as suitable, and those of them that are digital or automatic by then.
select
    y.year,
    count(*) filter (where t.done <= y.day) as numerator,
    count(*) as denominator
from (select n as year, make_date(n, 12, 31) as day from (select unnest(range(2018, 2026)) as n)) y
join admin_task t on t.from_date <= y.day and (t.to_date is null or t.to_date >= y.day)
where t.unit in ('230240', '210610') and t.suitable and t.assessed <= y.day
group by y.year
order by y.year
