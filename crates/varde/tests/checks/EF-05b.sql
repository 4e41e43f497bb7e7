-- Signed national projects of a scheme with business, on the day with the fewest. A year in which no such project runs, while national projects of
-- schemes that nobody knows do, is not known.
with days as (
    select cast(x as date) as day from generate_series(date '2018-01-01', date '2025-12-31', interval 1 day) as g(x)
),
mine as (
    select
        no,
        greatest(start_date, signed) as first_day,
        end_date as last_day,
        upper(trim(programme)) in ('IPN', 'KPN', 'KSP', 'KSP-K', 'KSP-S') as business,
        upper(trim(coalesce(programme, ''))) in (
            'IPN', 'KPN', 'KSP', 'KSP-K', 'KSP-S', 'SFI', 'SFF', 'FME', 'SFU', 'IPO', 'FRIPRO', 'FORSKERPROSJEKT'
        ) as known
    from project
    where type_group = 'national' and unit in ('230240', '210610') and signed <= end_date
),
daily as (
    select days.day, count(mine.no) as running
    from days
    left join mine on mine.business and days.day between mine.first_day and mine.last_day
    group by days.day
)
select year(daily.day) as year, min(daily.running) as numerator, null as denominator
from daily
where exists (select 1 from project)
group by 1
having
    max(daily.running) > 0
    or not exists (
        select 1 from mine where not known and year(first_day) <= year(any_value(daily.day)) and year(last_day) >= year(any_value(daily.day))
    )
order by 1
