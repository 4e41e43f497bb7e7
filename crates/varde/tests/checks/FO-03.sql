-- Results for the public with at least one permanent academic of 1 October, and the number of permanent academics on that day.
with years as (
    select unnest(range(2018, 2026)) as year
),
staff as (
    select distinct y.year, p.pid
    from years y
    join position p
        on p.from_date <= make_date(y.year, 10, 1)
        and (p.to_date is null or p.to_date >= make_date(y.year, 10, 1))
    where p.unit in ('230240', '210610')
        and (p.kind = 'fast' or p.underlying_permanent)
        and (p.kind is null or p.kind <> 'bistilling')
        and p.code not in ('8013', '8028', '8029', '9301')
        and (
            p.underlying_permanent
            or p.code in (
                '1007', '1008', '1009', '1010', '1011', '1012', '1013', '1108', '1109', '1110', '1111', '1183', '1198', '1404', '1483', '1532'
            )
            or (
                p.code not in ('1017', '1018', '1019', '1020', '1352', '1378', '1476', '1474', '1475')
                and p.code in (select code from position_code where category = 'UN1')
            )
        )
),
results as (
    select o.year, count(distinct o.no) filter (
        where o.category in (
                'MediaFeatureArticle', 'MediaReaderOpinion', 'MediaInterview', 'MediaBlogPost', 'MediaPodcast', 'MediaParticipationInRadioOrTv',
                'JournalInterview', 'FeatureArticle'
            )
            or o.category like 'PopularScience%'
            or o.category like 'NonFiction%'
            or (o.category = 'Lecture' and o.audience = 'public')
    ) as results
    from outreach o
    join staff s on s.year = o.year and s.pid = o.pid
    group by o.year
)
select r.year, r.results as numerator, count(distinct s.pid) as denominator
from results r
join staff s on s.year = r.year
group by r.year, r.results
order by r.year
