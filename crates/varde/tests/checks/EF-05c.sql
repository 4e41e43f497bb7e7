-- National centres and projects with business that somebody employed here leads, on the day with the fewest; in a centre a work package is enough.
-- A project whose scheme says nothing of its kind may be one of them: a year in which only such projects are led is not known.
with days as (
    select cast(x as date) as day from generate_series(date '2018-01-01', date '2025-12-31', interval 1 day) as g(x)
),
led as (
    select
        p.no,
        greatest(p.start_date, p.signed, coalesce(m.from_date, p.start_date), e.from_date) as first_day,
        least(p.end_date, coalesce(m.to_date, p.end_date), coalesce(e.to_date, p.end_date)) as last_day
    from project p, project_member m, position e
    where
        m.project = p.no
        and e.pid = m.pid
        and p.unit in ('230240', '210610')
        and e.unit in ('230240', '210610')
        and p.signed is not null
        and (
            (
                p.type_group = 'centre'
                and m.role in ('leader', 'wp_lead')
                and upper(trim(coalesce(p.programme, ''))) <> 'SFU'
                and coalesce(p.research, true)
            )
            or (
                p.type_group = 'national'
                and m.role = 'leader'
                and upper(trim(coalesce(p.programme, ''))) in ('IPN', 'KPN', 'KSP', 'KSP-K', 'KSP-S')
            )
        )
),
doubtful as (
    select greatest(p.start_date, p.signed, e.from_date) as first_day, least(p.end_date, coalesce(e.to_date, p.end_date)) as last_day
    from project p, project_member m, position e
    where
        m.project = p.no
        and m.role = 'leader'
        and e.pid = m.pid
        and p.unit in ('230240', '210610')
        and p.signed is not null
        and p.type_group = 'national'
        and upper(trim(coalesce(p.programme, ''))) not in
            ('IPN', 'KPN', 'KSP', 'KSP-K', 'KSP-S', 'SFI', 'SFF', 'FME', 'SFU', 'IPO', 'FRIPRO', 'FORSKERPROSJEKT')
),
known as (
    select
        y.year,
        exists (select 1 from led where year(first_day) <= y.year and year(last_day) >= y.year) as certain,
        exists (select 1 from doubtful where year(first_day) <= y.year and year(last_day) >= y.year) as in_doubt
    from (select unnest(range(2018, 2026)) as year) y
),
daily as (
    select days.day, count(distinct led.no) as running
    from days
    left join led on days.day between led.first_day and led.last_day
    group by days.day
)
select year(day) as year, min(running) as numerator, null as denominator
from daily
where year(day) in (select year from known where certain or not in_doubt)
    and exists (select 1 from project) and exists (select 1 from project_member) and exists (select 1 from position)
group by 1
order by 1
