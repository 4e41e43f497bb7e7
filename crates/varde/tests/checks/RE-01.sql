-- Permanent academics on 1 October with a work plan for the year that was discussed on the day of the decision or before, over all of them.
with years as (
    select cast(range as integer) as year from range(2018, 2026)
),
fva as (
    select distinct y.year, p.pid
    from years y, position p
    where p.unit in ('230240', '210610')
        and p.from_date <= make_date(y.year, 10, 1)
        and (p.to_date is null or p.to_date >= make_date(y.year, 10, 1))
        and (p.kind = 'fast' or p.underlying_permanent)
        and p.kind is distinct from 'bistilling'
        and p.code not in ('8013', '8028', '8029', '9301')
        and (
            p.underlying_permanent
            or p.code in ('1007', '1008', '1009', '1010', '1011', '1012', '1013', '1108', '1109', '1110', '1111', '1183', '1198', '1404', '1483', '1532')
            or (p.code not in ('1017', '1018', '1019', '1020', '1352', '1378', '1476', '1474', '1475') and p.code in (select code from position_code where category = 'UN1'))
        )
)
select
    f.year,
    count(*) filter (
        where f.pid in (
            select w.pid from work_plan w where w.year = f.year and w.unit in ('230240', '210610') and w.discussed <= w.decided
        )
    ) as numerator,
    count(*) as denominator
from fva f
where exists (
    select 1
    from work_plan w
    join fva o on o.pid = w.pid and o.year = w.year
    where w.year = f.year and w.unit in ('230240', '210610')
)
group by f.year
order by 1
