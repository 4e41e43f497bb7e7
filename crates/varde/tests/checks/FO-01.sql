-- Examples by address; each counts once, in the year of its first publication, when it is open, shows the contribution and has been confirmed.
with example as (
    select
        regexp_replace(lower(trim(url)), '/+$', '') as address,
        min(year(published)) as first_year,
        max(case when public then 1 else 0 end) as is_open,
        max(case when contribution then 1 else 0 end) as shows,
        max(case when link_confirmed is null then 0 else 1 end) as seen
    from impact_case
    where unit in ('230240', '210610') and url is not null
    group by 1
)
select
    y.year,
    (select count(*) from example e where e.first_year = y.year and e.is_open + e.shows + e.seen = 3) as numerator,
    null as denominator
from (select unnest(range(2018, 2026)) as year) y
where exists (select 1 from impact_case)
order by y.year
