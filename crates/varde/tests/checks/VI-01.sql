-- Permanent academics against credits (60-credit units in own courses) and against graduates, all relative to 2018; the smaller decides.
-- Further education is left out, by course or by programme.
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
credits as (
    select s.year, sum(s.sp_new) as n
    from sp_production s
    where s.institution = '1150'
        and s.course_department = if(s.year < 2017, '210610', '230240')
        and not exists (
            select 1 from course c where split_part(c.code, '-', 1) = split_part(s.course, '-', 1) and c.evu
        )
        and not exists (
            select 1 from program p
            where p.institution = s.institution and p.code = s.program and p.evu
                and (p.valid_from_year is null or p.valid_from_year <= s.year)
                and (p.valid_to_year is null or p.valid_to_year >= s.year)
        )
    group by s.year
),
graduates as (
    select c.year, sum(c.total) as n
    from candidates c
    left join program p
        on p.institution = c.institution and p.code = c.program
        and (p.valid_from_year is null or p.valid_from_year <= c.year)
        and (p.valid_to_year is null or p.valid_to_year >= c.year)
    where c.institution = '1150'
        and if(p.department is null, c.department, p.department) = if(c.year < 2017, '210610', '230240')
        and p.evu is distinct from true
    group by c.year
),
heads as (
    select year, count(*) as n from fva group by year
),
compared as (
    select y.year, 1 as place, y.n * x0.n as numerator, b.n * x.n as denominator
    from heads y
    join heads b on b.year = 2018
    join credits x on x.year = y.year
    join credits x0 on x0.year = 2018
    union all
    select y.year, 2, y.n * x0.n, b.n * x.n
    from heads y
    join heads b on b.year = 2018
    join graduates x on x.year = y.year
    join graduates x0 on x0.year = 2018
)
-- Where both are the same, the credits are shown.
select c.year, c.numerator, c.denominator
from compared c
join compared o on o.year = c.year and o.place <> c.place
where c.numerator * o.denominator < o.numerator * c.denominator
    or (c.numerator * o.denominator = o.numerator * c.denominator and c.place = 1)
order by 1
