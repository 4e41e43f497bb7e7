-- A row is one programme with planned credits in one year from 2018 on, and whether they have grown as planned: the distance
-- between the credits that its students took and the planned ones is at most 5 per cent of those in 2018
-- (in its first year, if it began later). Compared without dividing.
-- Without delivered credits the programme is left out, and when no other programme is off its plan, the whole year.
with counted as (
    select unit, year, programme, flatten(list(rows)) as rows, sum(points) as points
    from study_points_of_programmes
    where year >= 2018 and not evu
    group by unit, year, programme
),
first_count as (
    select unit, programme, arg_min(points, year) as points, arg_min(rows, year) as rows
    from counted
    where points > 0
    group by unit, programme
),
judged as (
    select
        list_distinct(flatten([b.rows, [p.row_id], coalesce(c.rows, []), coalesce(f.rows, [])])) as rows,
        b.unit,
        b.year,
        b.programme,
        20 * abs(c.points - p.credits) <= f.points as as_planned
    from basic_programmes b
    join plan_value p on p.programme = b.programme and p.year = b.year and p.credits is not null
    join unit_alias a on a.code = p.unit and a.unit = b.unit and b.year between a.from_year and a.to_year
    left join counted c on c.unit = b.unit and c.year = b.year and c.programme = b.programme
    left join first_count f on f.unit = b.unit and f.programme = b.programme
    where b.year >= 2018
),
decided as (
    select unit, year
    from judged
    group by unit, year
    having count_if(as_planned is null) = 0 or count_if(not as_planned) > 0
)
select j.rows, j.unit, j.year, j.programme, j.as_planned
from judged j
join decided d on d.unit = j.unit and d.year = j.year
where j.as_planned is not null
