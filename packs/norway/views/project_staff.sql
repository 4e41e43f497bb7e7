-- A row is one permanent academic in a stretch of days in which nothing changes: position, full leave, external projects, newcomer or not.
-- A newcomer is someone whose first academic position at the unit began less than 12 months ago.
-- Taking part needs a signed contract for an externally funded research project; an application does not count, unpaid effort under contract does.
with chair as (
    select rows, unit, person, from_date, to_date
    from academic_staff
    where permanent and main_position
),
arrival as (
    select person, unit, cast(min(from_date) + interval 12 months as date) as settled_on
    from academic_staff
    group by person, unit
),
fact as (
    select
        m.pid as person,
        'project' as what,
        [m.row_id, p.row_id] as rows,
        greatest(m.from_date, p.start_date, p.signed) as from_date,
        least(m.to_date, p.end_date) as to_date
    from project_member m
    join project p on p.no = m.project
    where p.externally_funded and p.research and p.signed is not null
    union all
    select pid, 'leave', [row_id], from_date, coalesce(to_date, date '9999-12-31')
    from leave
    where percent >= 100
),
change as (
    select person, from_date as day from chair
    union
    select person, to_date + 1 from chair
    union
    select person, from_date from fact
    union
    select person, to_date + 1 from fact
    union
    select person, settled_on from arrival
),
stretch as (
    select person, day as from_date, coalesce(lead(day) over (partition by person order by day) - 1, date '9999-12-31') as to_date
    from change
)
select
    list_distinct(list_concat(flatten(list(c.rows)), flatten(list(f.rows)))) as rows,
    c.unit,
    s.from_date,
    s.to_date,
    s.person,
    coalesce(bool_or(f.what = 'leave'), false) as on_leave,
    s.from_date < min(n.settled_on) as newcomer,
    coalesce(bool_or(f.what = 'project'), false) as in_project
from stretch s
join chair c on c.person = s.person and c.from_date <= s.from_date and c.to_date >= s.to_date
join arrival n on n.person = c.person and n.unit = c.unit
left join fact f on f.person = s.person and f.from_date <= s.from_date and f.to_date >= s.to_date
group by c.unit, s.person, s.from_date, s.to_date
