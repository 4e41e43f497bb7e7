-- Permanent academics on 1 October with an office of their own, of those who have not confirmed that they opt out of one.
with years as (
    select cast(unnest(range(2018, 2026)) as integer) as year
),
fva as (
    select distinct y.year, p.pid
    from years y
    join position p on p.from_date <= make_date(y.year, 10, 1) and coalesce(p.to_date, date '9999-12-31') >= make_date(y.year, 10, 1)
    where p.unit in ('230240', '210610')
        and p.kind is distinct from 'bistilling'
        and p.code not in ('8013', '8028', '8029', '9301')
        and (
            coalesce(p.underlying_permanent, false)
            or p.kind = 'fast' and (
                p.code in (
                    '1007', '1008', '1009', '1010', '1011', '1012', '1013', '1108', '1109', '1110', '1111', '1183', '1198', '1404', '1483', '1532'
                )
                or p.code not in ('1017', '1018', '1019', '1020', '1352', '1378', '1476', '1474', '1475')
                and p.code in (select code from position_code where category = 'UN1')
            )
        )
),
now as (
    select
        f.year,
        f.pid,
        count(*) filter (where o.kind = 'single') > 0 as own,
        count(o.kind) > 0 as registered,
        count(*) filter (where o.opt_out_confirmed <= make_date(f.year, 10, 1)) > 0 as opted_out
    from fva f
    left join office o on o.pid = f.pid
        and make_date(f.year, 10, 1) between o.from_date and coalesce(o.to_date, date '9999-12-31')
    group by f.year, f.pid
)
select year, count(*) filter (where own) as numerator, count(*) as denominator
from now
where not opted_out
group by year
having count(*) filter (where own) > 0 or count(*) filter (where not registered) = 0
order by year
