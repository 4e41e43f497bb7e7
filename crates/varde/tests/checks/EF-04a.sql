-- Signed EU projects on each day of the year, first and last day included; the day with the fewest.
with days as (
    select cast(range as date) as day from range(date '2018-01-01', date '2026-01-01', interval 1 day)
),
running as (
    select d.day, count(p.no) as n
    from days d
    left join project p
        on p.unit in ('230240', '210610') and p.type_group = 'eu' and p.signed <= d.day and d.day between p.start_date and p.end_date
    group by d.day
)
select cast(year(day) as integer) as year, min(n) as numerator, null as denominator
from running
group by 1
order by 1
