-- A row is one person's PhD agreement, from admission to disputation or the day when the person quit.
select
    [p.row_id] as rows,
    a.unit,
    p.admitted as from_date,
    coalesce(least(p.defended, p.stopped), date '9999-12-31') as to_date,
    p.pid as person,
    p.entry_degree
from phd p
join unit_alias a on a.code = p.unit and year(p.admitted) between a.from_year and a.to_year
where not coalesce(p.dr_philos, false)
