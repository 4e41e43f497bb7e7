-- Every day from 2018 to 2025: pages that are out, and those of them with a review at most twelve months old. The year's worst day is the answer.
with calendar as (
    select cast(unnest(generate_series(date '2018-01-01', date '2025-12-31', interval 1 day)) as date) as day
),
life as (
    select url, min(from_date) as born, max(to_date) as died
    from page_inventory
    where unit in ('230240', '210610')
    group by url
),
daily as (
    select
        c.day,
        count(*) as pages,
        sum(
            case
                when exists (
                    select 1
                    from page_inventory r
                    where r.url = l.url
                        and r.unit in ('230240', '210610')
                        and r.reviewed <= c.day
                        and r.reviewed + interval 12 months >= c.day
                ) then 1
                else 0
            end
        ) as fresh
    from calendar c
    join life l on l.born <= c.day and (l.died is null or l.died >= c.day)
    group by c.day
)
select year(d.day) as year, d.fresh as numerator, d.pages as denominator
from daily d
where not exists (
    select 1
    from daily w
    where year(w.day) = year(d.day)
        and (w.fresh * d.pages < d.fresh * w.pages or (w.fresh * d.pages = d.fresh * w.pages and w.day < d.day))
)
order by year
