-- A row is one external role of one employee in one year in which the person has both the role and a position at the unit on at least one day.
-- Any position makes an employee, side positions too.
with held as (
    select
        [e.row_id, p.row_id] as rows,
        a.unit,
        e.pid as person,
        concat_ws('/', e.pid, e.body, e.kind) as role,
        e.relevant,
        greatest(e.from_date, p.from_date) as from_date,
        least(coalesce(e.to_date, date '9999-12-31'), coalesce(p.to_date, date '9999-12-31')) as to_date
    from external_role e
    join position p
        on p.pid = e.pid
        and p.from_date <= coalesce(e.to_date, date '9999-12-31')
        and coalesce(p.to_date, date '9999-12-31') >= e.from_date
    join unit_alias a
        on a.code = p.unit
        and year(p.from_date) <= a.to_year
        and year(coalesce(p.to_date, date '9999-12-31')) >= a.from_year
)
select h.rows, h.unit, y.year, h.person, h.role, h.relevant
from held h
join (select cast(unnest(range(2000, 2061)) as integer) as year) y
    on y.year between year(h.from_date) and year(h.to_date)
