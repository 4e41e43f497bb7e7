-- Groups with a member employed on 31 December, and those that finished an improvement in the year, from the register's first year on.
with years as (
    select unnest(range(2018, 2026)) as year
),
groups as (
    select distinct y.year, m.group_id
    from years y
    join group_membership m
        on make_date(y.year, 12, 31) >= m.from_date
        and (m.to_date is null or m.to_date >= make_date(y.year, 12, 31))
    join position p
        on p.pid = m.pid
        and p.unit in ('230240', '210610')
        and make_date(y.year, 12, 31) >= p.from_date
        and (p.to_date is null or p.to_date >= make_date(y.year, 12, 31))
)
select
    g.year,
    count(*) filter (
        where exists (
            select 1
            from improvement i
            where i.group_id = g.group_id
                and i.unit in ('230240', '210610')
                and i.finished between make_date(g.year, 1, 1) and make_date(g.year, 12, 31)
        )
    ) as numerator,
    count(*) as denominator
from groups g
where g.year >= (select min(year(started)) from improvement where unit in ('230240', '210610'))
group by g.year
order by g.year
