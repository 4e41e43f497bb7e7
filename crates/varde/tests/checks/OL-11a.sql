-- Groups and the administration whose smaller gender has a larger share than in 2018, or at least 40 %. Persons on 1 October, three years together.
-- A group of fewer than five persons in the year itself is not counted, and its share in 2018 is not known if it had so few then.
with on_day as (
    select distinct cast(y.range as integer) as year, g.group_id, p.pid, p.gender
    from range(2016, 2026) y
    join position p
        on p.from_date <= make_date(cast(y.range as integer), 10, 1)
        and coalesce(p.to_date, date '9999-12-31') >= make_date(cast(y.range as integer), 10, 1)
    join group_membership g
        on g.pid = p.pid
        and g.from_date <= make_date(cast(y.range as integer), 10, 1)
        and coalesce(g.to_date, date '9999-12-31') >= make_date(cast(y.range as integer), 10, 1)
    where p.unit in ('230240', '210610') and p.gender in ('K', 'M')
),
one_year as (
    select year, group_id, count(*) filter (where gender = 'K') as women, count(*) filter (where gender = 'M') as men
    from on_day
    group by year, group_id
),
three_years as (
    select y.year, y.group_id, y.women + y.men as now, sum(e.women) as women, sum(e.men) as men
    from one_year y
    join one_year e on e.group_id = y.group_id and e.year between y.year - 2 and y.year
    group by y.year, y.group_id, y.women, y.men
    having y.women + y.men >= 5
),
judged as (
    select
        t.year,
        10 * least(t.women, t.men) >= 4 * (t.women + t.men)
        or coalesce(least(t.women, t.men) * (b.women + b.men) > least(b.women, b.men) * (t.women + t.men), false) as good
    from three_years t
    left join three_years b on b.group_id = t.group_id and b.year = 2018
)
select year, count(*) filter (where good) as numerator, count(*) as denominator
from judged
where year >= 2018
group by year
order by 1
