-- Reviews of the overhead rates that are at most 12 months old on 31 December.
with years as (
    select cast(range as integer) as year from range(2018, 2026)
)
select
    y.year,
    count(*) filter (
        where o.kind = 'rates' and o.unit in ('230240', '210610') and o.on_date between make_date(y.year - 1, 12, 31) and make_date(y.year, 12, 31)
    ) as numerator,
    null as denominator
from years y
cross join overhead_review o
group by y.year
order by 1
