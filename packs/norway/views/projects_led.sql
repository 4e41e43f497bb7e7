-- A row is one signed project in a stretch of days in which the same persons of the unit lead it or work packages in it; never two rows on one day.
-- Its own row comes first, then those of the leaders. Projects and stretches that nobody here leads are rows too, so that none led is a real zero.
with taken as (
    select rows, unit, project, from_date, to_date, 'eu' as kind, false as centre, false as business
    from eu_projects
    union all
    select rows, unit, project, from_date, to_date, 'national', centre, business
    from national_projects
),
change as (
    select project, unit, from_date as day from taken
    union
    select project, unit, from_date from project_leaders
    union
    select project, unit, to_date + 1 from project_leaders
),
stretch as (
    select
        project,
        unit,
        day as from_date,
        coalesce(lead(day) over (partition by project, unit order by day) - 1, date '9999-12-31') as to_date
    from change
)
select
    list_concat(
        any_value(t.rows),
        list_distinct(coalesce(flatten(list([l.rows[1], l.rows[3]]) filter (where l.project is not null)), []))
    ) as rows,
    t.unit,
    s.from_date,
    least(s.to_date, t.to_date) as to_date,
    t.project,
    t.kind,
    t.centre,
    t.business,
    coalesce(bool_or(l.role = 'leader'), false) as whole,
    coalesce(bool_or(l.role = 'wp_lead'), false) as package
from stretch s
join taken t on t.project = s.project and t.unit = s.unit and s.from_date between t.from_date and t.to_date
left join project_leaders l on l.project = s.project and l.unit = s.unit and s.from_date between l.from_date and l.to_date
group by t.unit, t.project, t.kind, t.centre, t.business, t.to_date, s.from_date, s.to_date
