-- A row is one person who leads a signed project, or a work package in it, while employed at the unit that takes part in it.
select
    [m.row_id, p.row_id, e.row_id] as rows,
    a.unit,
    greatest(p.start_date, p.signed, m.from_date, e.from_date) as from_date,
    least(p.end_date, m.to_date, e.to_date) as to_date,
    p.no as project,
    m.pid as person,
    m.role
from project_member m
join project p on p.no = m.project and p.signed is not null
join position e on e.pid = m.pid
join unit_alias a on a.code = p.unit and year(p.start_date) <= a.to_year and year(p.end_date) >= a.from_year
join unit_alias b
    on b.code = e.unit
    and b.unit = a.unit
    and year(e.from_date) <= b.to_year
    and year(coalesce(e.to_date, date '9999-12-31')) >= b.from_year
where
    m.role in ('leader', 'wp_lead')
    and greatest(p.start_date, p.signed, m.from_date, e.from_date) <= least(p.end_date, m.to_date, e.to_date)
