-- Requests due in the year that got no answer by the deadline; a year with neither requests nor a scheme in force on 31 December is not known.
with years as (
    select cast(unnest(range(2018, 2026)) as integer) as year
),
due as (
    select year(due) as year, count(*) as requests, count(*) filter (where coalesce(answered_on, date '9999-12-31') > due) as late
    from profile_request
    where unit in ('230240', '210610')
    group by 1
),
scheme as (
    select y.year
    from years y
    join evidence e on e.on_date <= make_date(y.year, 12, 31)
        and coalesce(e.valid_to + 1, cast(e.on_date + interval 12 months as date)) > make_date(y.year, 12, 31)
    where e.kind = 'profile_scheme' and e.unit in ('230240', '210610')
    group by y.year
)
select y.year, coalesce(d.late, 0) as numerator, cast(null as integer) as denominator
from years y
left join due d on d.year = y.year
left join scheme s on s.year = y.year
where d.requests > 0 or s.year is not null
order by y.year
