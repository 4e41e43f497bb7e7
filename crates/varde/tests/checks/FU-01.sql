-- Of those who defended in the year and the four before, and of whom something is known: those with a research or expert post
-- on the same date a year after the defence at the latest. Known: such a post is found, or somebody looked when the year had gone.
with doctor as (
    select pid, defended, year(defended) as year, cast(date_add(defended, interval 1 year) as date) as last_day
    from phd
    where unit in ('230240', '210610') and defended is not null and dr_philos is distinct from true
),
known as (
    select
        d.pid,
        d.year,
        exists (
            select 1
            from phd_follow_up f
            where f.pid = d.pid
                and f.post not in ('other', 'none')
                and f.from_date <= d.last_day
                and (f.to_date is null or f.to_date >= d.defended)
        ) as relevant,
        exists (select 1 from phd_follow_up f where f.pid = d.pid and f.checked >= d.last_day) as followed_up
    from doctor d
)
select
    y.year,
    count(k.pid) filter (where k.relevant) as numerator,
    count(k.pid) filter (where k.relevant or k.followed_up) as denominator
from (select unnest(range(2018, 2026)) as year) y
join known k on k.year between y.year - 4 and y.year
where exists (select 1 from phd_follow_up)
group by y.year
having count(k.pid) filter (where k.relevant or k.followed_up) > 0
order by y.year
