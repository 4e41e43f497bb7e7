-- A row is one academic group in one year, as it is on 1 October: how many of its permanent academics have an h-index of 30 or more, and the
-- step that its publications, projects and impact were assessed at. The newest entry of the last twelve months counts.
-- A person belongs to one group only: the one joined last. Where a source holds no entry for the year, the number is not known.
with calendar as (
    select year, make_date(year, 10, 1) as day
    from (select cast(unnest(range(1995, 2041)) as integer) as year)
),
entry as (
    select
        y.year,
        h.pid,
        h.source,
        h.value,
        h.row_id,
        row_number() over (partition by y.year, h.pid, h.source order by h.on_date desc) as place
    from calendar y
    join h_index h on y.day between h.on_date and cast(h.on_date + interval 12 months as date) - 1
),
source_of_year as (
    select year, bool_or(source = 'google_scholar') as scholar, bool_or(source = 'openalex') as openalex
    from entry
    group by year
),
home as (
    select
        y.year,
        y.day,
        g.pid,
        g.group_id,
        g.row_id,
        row_number() over (partition by y.year, g.pid order by g.from_date desc, g.group_id) as place
    from calendar y
    join group_membership g on y.day between g.from_date and coalesce(g.to_date, date '9999-12-31')
    where g.group_id <> 'admin'
),
judged as (
    select unit, year, about, arg_max(step, on_date) as step, arg_max(rows, on_date) as rows
    from assessments
    where goal = 'FM-01'
    group by unit, year, about
),
member as (
    select
        s.unit,
        m.year,
        m.group_id,
        s.person,
        list_concat(s.rows, [m.row_id], coalesce(list(e.row_id) filter (where e.row_id is not null), [])) as rows,
        coalesce(max(e.value) filter (where e.source = 'google_scholar'), 0) as scholar,
        coalesce(max(e.value) filter (where e.source = 'openalex'), 0) as openalex
    from home m
    join academic_staff s
        on s.person = m.pid and s.permanent and s.main_position and m.day between s.from_date and s.to_date
    left join entry e on e.year = m.year and e.pid = m.pid and e.place = 1
    where m.place = 1
    group by s.unit, m.year, m.group_id, s.person, s.rows, m.row_id
)
select
    list_distinct(list_concat(flatten(list(m.rows)), coalesce(any_value(j.rows), []))) as rows,
    m.unit,
    m.year,
    m.group_id,
    case when y.scholar then count(distinct m.person) filter (where m.scholar >= 30) end as leading_scholar,
    case when y.openalex then count(distinct m.person) filter (where m.openalex >= 30) end as leading_openalex,
    any_value(j.step) as step
from member m
join source_of_year y on y.year = m.year
left join judged j on j.unit = m.unit and j.year = m.year and j.about = m.group_id
group by m.unit, m.year, m.group_id, y.scholar, y.openalex
