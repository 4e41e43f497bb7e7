-- Every day from 2018 to 2025: initiatives and centres that run, and those with a page that no other one running in their time has.
with calendar as (
    select cast(unnest(generate_series(date '2018-01-01', date '2025-12-31', interval 1 day)) as date) as day
),
run as (
    select no, page_url, from_date, coalesce(to_date, date '9999-12-31') as to_date
    from initiative
    where unit in ('230240', '210610')
),
owned as (
    select a.no
    from run a
    left join initiative b
        on b.no <> a.no
        and b.page_url = a.page_url
        and b.from_date <= a.to_date
        and (b.to_date is null or b.to_date >= a.from_date)
    where a.page_url is not null
    group by a.no
    having count(b.no) = 0
),
daily as (
    select
        c.day,
        count(*) as running,
        count(o.no) as with_page
    from calendar c
    join run r on c.day between r.from_date and r.to_date
    left join owned o on o.no = r.no
    group by c.day
)
select year(d.day) as year, d.with_page as numerator, d.running as denominator
from daily d
where not exists (
    select 1
    from daily w
    where year(w.day) = year(d.day)
        and (
            w.with_page * d.running < d.with_page * w.running
            or (w.with_page * d.running = d.with_page * w.running and w.day < d.day)
        )
)
order by year
