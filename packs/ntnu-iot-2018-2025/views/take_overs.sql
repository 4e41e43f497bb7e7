-- A row is a unit that was taken over in 2018 or later, in each year since: assessed in time on the day of the move or before.
select
    [e.row_id] as rows,
    a.unit,
    y.year,
    e.no,
    e.decided_by,
    coalesce(e.assessed <= e.on_date, false) as assessed
from unit_event e
join unit_alias a on a.code = e.unit and year(e.on_date) between a.from_year and a.to_year
join (select cast(unnest(range(2018, 2041)) as integer) as year) y on y.year >= year(e.on_date)
where e.kind = 'in' and e.on_date >= date '2018-01-01'
