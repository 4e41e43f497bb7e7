-- Growth of permanent administrative persons (AD1-AD3) on 1 October since 2018, less that of permanent academics: a/a0 - f/f0.
-- A year with fewer than five persons in any of the four is hidden.
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
),
counts as (
    select
        y.year,
        (select count(*) from fva f where f.year = y.year) as f,
        (
            select count(distinct p.pid)
            from position p
            where p.unit in ('230240', '210610')
                and p.kind = 'fast'
                and make_date(y.year, 10, 1) >= p.from_date
                and make_date(y.year, 10, 1) <= coalesce(p.to_date, date '9999-12-31')
                and exists (select 1 from position_code c where c.code = p.code and c.category like 'AD%')
        ) as a
    from years y
)
select n.year, n.a * b.f - n.f * b.a as numerator, b.a * b.f as denominator
from counts n
join counts b on b.year = 2018
where least(n.a, n.f, b.a, b.f) >= 5
order by 1
