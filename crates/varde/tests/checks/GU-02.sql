-- GU-02: of the programmes that are two years old or more, those with a profile approved in the last twelve months on 31 December
-- and an improvement finished that year which follows from the profile. From the first year that both registers have entries.
with programme as (
    select y.year, p.code
    from (select unnest(range(2018, 2026)) as year) y
    join program p
        on (p.valid_from_year is null or y.year - p.valid_from_year >= 2)
        and (p.valid_to_year is null or p.valid_to_year >= y.year)
    where p.institution = '1150'
        and p.department in ('230240', '210610')
        and p.evu is distinct from true
        and (p.level is null or p.level like 'B%' or p.level like 'M%' or p.level like 'PR%')
)
select
    year,
    count(*) filter (
        where exists (
            select 1
            from programme_profile f
            where f.programme = code
                and f.unit in ('230240', '210610')
                and f.kind = 'brand'
                and f.approved <= make_date(year, 12, 31)
                and f.approved + interval 1 year >= make_date(year, 12, 31)
        )
        and exists (
            select 1
            from programme_change c
            where c.programme = code
                and c.unit in ('230240', '210610')
                and c.follows_profile
                and c.finished >= make_date(year, 1, 1)
                and c.finished < make_date(year + 1, 1, 1)
        )
    ) as numerator,
    count(*) as denominator
from programme
where year >= (select min(year(approved)) from programme_profile where kind = 'brand' and unit in ('230240', '210610'))
    and year >= (select min(year(decided)) from programme_change where unit in ('230240', '210610'))
group by year
order by year
