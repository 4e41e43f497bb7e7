-- A row is one person's position while the person belongs to one group: a research group (faggruppe) or the administration.
select
    [p.row_id, g.row_id] as rows,
    a.unit,
    greatest(p.from_date, g.from_date) as from_date,
    least(coalesce(p.to_date, date '9999-12-31'), coalesce(g.to_date, date '9999-12-31')) as to_date,
    g.group_id,
    p.pid as person,
    p.gender
from position p
join group_membership g
    on g.pid = p.pid
    and g.from_date <= coalesce(p.to_date, date '9999-12-31')
    and coalesce(g.to_date, date '9999-12-31') >= p.from_date
join unit_alias a
    on a.code = p.unit
    and year(p.from_date) <= a.to_year
    and year(coalesce(p.to_date, date '9999-12-31')) >= a.from_year
