-- Permanent academics on 1 October with confirmed degree and doctorate in technology, science, economics or management, of all of them.
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
judged as (
    select
        f.year,
        f.pid,
        c.pid is not null as registered,
        coalesce(
            c.confirmed
            and c.degree_field <> 'other'
            and c.doctorate_field <> 'other'
            and (c.doctorate_on is null or c.doctorate_on <= make_date(f.year, 10, 1)),
            false
        ) as fits
    from fva f
    left join competence c on c.pid = f.pid
)
select year, count(*) filter (where fits) as numerator, count(*) as denominator
from judged
group by year
having count(*) filter (where fits) > 0 or count(*) filter (where not registered) = 0
order by year
