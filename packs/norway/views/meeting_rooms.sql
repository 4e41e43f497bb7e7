-- A row is one room for meetings or seminars that the unit can use.
select
    [r.row_id] as rows,
    a.unit,
    r.from_date,
    coalesce(r.to_date, date '9999-12-31') as to_date,
    r.no as room,
    r.kind,
    r.seats
from room r
join unit_alias a
    on a.code = r.unit
    and year(r.from_date) <= a.to_year
    and year(coalesce(r.to_date, date '9999-12-31')) >= a.from_year
where r.kind in ('meeting', 'seminar')
