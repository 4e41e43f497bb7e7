-- GU-10: of the programmes, those with an open statement approved in the last twelve months on 31 December and a change finished
-- that year after a partner meeting of the same year that it names. From the first year that all three registers have entries.
with programme as (
    select y.year, p.code
    from (select unnest(range(2018, 2026)) as year) y
    join program p on y.year between coalesce(p.valid_from_year, y.year) and coalesce(p.valid_to_year, y.year)
    where p.institution = '1150'
        and p.department in ('230240', '210610')
        and p.evu is distinct from true
        and (p.level is null or p.level like 'B%' or p.level like 'M%' or p.level like 'PR%')
),
good as (
    select distinct g.year, g.code
    from programme g
    join programme_profile f
        on f.programme = g.code
        and f.kind = 'relevance'
        and f.unit in ('230240', '210610')
        and length(trim(f.url)) > 0
        and f.approved <= make_date(g.year, 12, 31)
        and f.approved + interval 1 year >= make_date(g.year, 12, 31)
    join partner_meeting m
        on m.programme = g.code and m.unit in ('230240', '210610') and year(m.held) = g.year
    join programme_change c
        on c.programme = g.code
        and c.unit in ('230240', '210610')
        and c.meeting = m.no
        and c.finished >= m.held
        and year(c.finished) = g.year
)
select p.year, count(g.code) as numerator, count(*) as denominator
from programme p
left join good g on g.year = p.year and g.code = p.code
where p.year >= (select min(year(approved)) from programme_profile where kind = 'relevance' and unit in ('230240', '210610'))
    and p.year >= (select min(year(held)) from partner_meeting where unit in ('230240', '210610'))
    and p.year >= (select min(year(decided)) from programme_change where unit in ('230240', '210610'))
group by p.year
order by p.year
