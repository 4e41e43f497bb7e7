-- Count dates on which no report was past its deadline or closed late, of all count dates.
select
    cast(year(counted_on) as integer) as year,
    count(*) filter (where open_past_deadline + closed_late = 0) as numerator,
    count(*) as denominator
from harassment_count
where unit in ('230240', '210610') and year(counted_on) between 2018 and 2025
group by 1
order by 1
