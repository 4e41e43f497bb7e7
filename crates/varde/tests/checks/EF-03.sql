-- Permanent academics on 31 December with a running, signed, externally funded research project, over those who are neither on full leave
-- nor in their first 12 months in academic positions at the department.
with years as (
    select cast(range as integer) as year from range(2018, 2026)
),
fva as (
    select distinct y.year, p.pid
    from years y, position p
    where p.unit in ('230240', '210610')
        and p.from_date <= make_date(y.year, 12, 31)
        and (p.to_date is null or p.to_date >= make_date(y.year, 12, 31))
        and (p.kind = 'fast' or p.underlying_permanent)
        and p.kind is distinct from 'bistilling'
        and p.code not in ('8013', '8028', '8029', '9301')
        and (
            p.underlying_permanent
            or p.code in ('1007', '1008', '1009', '1010', '1011', '1012', '1013', '1108', '1109', '1110', '1111', '1183', '1198', '1404', '1483', '1532')
            or (p.code not in ('1017', '1018', '1019', '1020', '1352', '1378', '1476', '1474', '1475') and p.code in (select code from position_code where category = 'UN1'))
        )
),
expected as (
    select f.year, f.pid
    from fva f
    where not exists (
            select 1 from leave l
            where l.pid = f.pid and l.percent = 100
                and make_date(f.year, 12, 31) between l.from_date and coalesce(l.to_date, date '9999-12-31')
        )
        and exists (
            select 1 from position p
            where p.pid = f.pid and p.unit in ('230240', '210610')
                and (p.underlying_permanent or p.code in ('1007', '1008', '1009', '1010', '1011', '1012', '1013', '1108', '1109', '1110', '1111', '1183', '1198', '1404', '1483', '1532', '8013', '8028', '8029', '9301') or (p.code not in ('1017', '1018', '1019', '1020', '1352', '1378', '1476', '1474', '1475') and p.code in (select code from position_code where category = 'UN1')))
                and p.from_date <= make_date(f.year - 1, 12, 31)
        )
)
select
    e.year,
    count(*) filter (
        where exists (
            select 1
            from project_member m, project p
            where m.pid = e.pid and p.no = m.project
                and p.externally_funded and p.research
                and p.signed <= make_date(e.year, 12, 31)
                and make_date(e.year, 12, 31) between p.start_date and p.end_date
                and (m.from_date is null or m.from_date <= make_date(e.year, 12, 31))
                and (m.to_date is null or m.to_date >= make_date(e.year, 12, 31))
        )
    ) as numerator,
    count(*) as denominator
from expected e
group by e.year
order by 1
