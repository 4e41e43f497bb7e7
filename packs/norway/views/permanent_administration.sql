-- A row is one administrative position (category AD1, AD2 or AD3) at the unit. Staff of the central administration belong to other units.
select
    [p.row_id, c.row_id] as rows,
    a.unit,
    p.from_date,
    coalesce(p.to_date, date '9999-12-31') as to_date,
    p.pid as person,
    coalesce(p.kind = 'fast', false) as permanent,
    p.percent * 0.01 as fte,
    c.category
from position p
join position_code c on c.code = p.code
join unit_alias a
    on a.code = p.unit
    and year(p.from_date) <= a.to_year
    and year(coalesce(p.to_date, date '9999-12-31')) >= a.from_year
where c.category in ('AD1', 'AD2', 'AD3')
