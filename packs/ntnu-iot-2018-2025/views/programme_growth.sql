-- A row is one programme in one autumn from 2018 on, and whether it has grown as planned: the distance between registered and
-- planned students is at most 5 per cent of its students in 2018 (in its first autumn, if it began later), which is
-- a growth within five percentage points of the planned one. Compared without dividing.
-- A programme without a plan does not grow as planned; a programme without students or plan that year is left out.
-- A programme that is missing from a count that has been delivered has no students. Years before the first plan are left out.
-- When a number is missing the programme is left out, and when no other programme is off its plan, the whole year.
with counted as (
    select s.rows, s.unit, s.year, s.programme, s.total
    from programme_students s
    where s.year >= 2018 and not s.evu
),
delivered as (
    select distinct unit, year from counted
),
first_count as (
    select unit, programme, arg_min(total, year) as students, arg_min(rows, year) as rows
    from counted
    where total > 0
    group by unit, programme
),
planned as (
    select [p.row_id] as rows, a.unit, p.year, p.programme, p.students
    from plan_value p
    join unit_alias a on a.code = p.unit and p.year between a.from_year and a.to_year
),
kept as (
    select unit, min(year) as from_year from planned group by unit
),
numbers as (
    select
        flatten([b.rows, coalesce(s.rows, []), coalesce(f.rows, []), coalesce(p.rows, [])]) as rows,
        b.unit,
        b.year,
        b.programme,
        case when s.programme is null and d.year is not null then 0 else s.total end as students,
        p.students as plan,
        coalesce(f.students, p.students) as base
    from basic_programmes b
    join kept k on k.unit = b.unit and k.from_year <= b.year
    left join delivered d on d.unit = b.unit and d.year = b.year
    left join counted s on s.unit = b.unit and s.year = b.year and s.programme = b.programme
    left join first_count f on f.unit = b.unit and f.programme = b.programme
    left join planned p on p.unit = b.unit and p.year = b.year and p.programme = b.programme
    where b.year >= 2018 and (p.programme is not null or s.total > 0)
),
judged as (
    select
        list_distinct(rows) as rows,
        unit,
        year,
        programme,
        case when plan is null then false else 20 * abs(students - plan) <= base end as as_planned
    from numbers
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
