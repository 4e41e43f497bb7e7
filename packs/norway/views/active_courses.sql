-- A row is one course that the unit gave in a year: it produced credits, or it is the unit's own and hours are registered for it.
-- The version after the hyphen (TIØ4105-1) is left out. Hours and credits are those of the whole course, whoever its students are.
-- `timed` and `costed` say whether the course's hours, and their cost, are registered; in a year for which no hours have come it is not known.
with production as (
    select unit, year, split_part(course, '-', 1) as course, sum(points) as credits, flatten(list(rows)) as rows
    from study_points
    where course is not null
    group by unit, year, split_part(course, '-', 1)
),
work as (
    select
        a.unit,
        t.year,
        split_part(t.course, '-', 1) as course,
        sum(t.hours) as hours,
        case when count(t.cost) = count(*) then sum(t.cost) end as cost,
        list(t.row_id) as rows
    from teaching_hours t
    join unit_alias a on a.code = t.unit and t.year between a.from_year and a.to_year
    group by a.unit, t.year, split_part(t.course, '-', 1)
),
register as (
    select split_part(code, '-', 1) as course, bool_or(coalesce(evu, false)) as evu, list(row_id) as rows
    from course
    group by split_part(code, '-', 1)
),
given as (
    select unit, year, course from production where credits > 0
    union
    select w.unit, w.year, w.course
    from work w
    join course c on split_part(c.code, '-', 1) = w.course
    join unit_alias a on a.code = c.owner_unit and a.unit = w.unit and w.year between a.from_year and a.to_year
    where w.hours > 0
)
select
    list_distinct(list_concat(list_concat(coalesce(p.rows, []), coalesce(w.rows, [])), coalesce(k.rows, []))) as rows,
    g.unit,
    g.year,
    g.course,
    coalesce(k.evu, false) as evu,
    coalesce(p.credits, 0) as credits,
    p.course is not null as produced,
    w.hours,
    w.hours * 0.001 as thousand_hours,
    w.cost,
    case when bool_or(w.course is not null) over (partition by g.unit, g.year) then coalesce(w.hours > 0, false) end as timed,
    case
        when bool_or(w.course is not null) over (partition by g.unit, g.year) then coalesce(w.hours > 0, false) and w.cost is not null
    end as costed
from given g
left join production p on p.unit = g.unit and p.year = g.year and p.course = g.course
left join work w on w.unit = g.unit and w.year = g.year and w.course = g.course
left join register k on k.course = g.course
