-- A row is one signed EU project that the unit takes part in, from the day when it has both begun and been signed, to its last day.
select
    [p.row_id] as rows,
    a.unit,
    greatest(p.start_date, p.signed) as from_date,
    p.end_date as to_date,
    p.no as project,
    p.programme,
    p.role
from project p
join unit_alias a on a.code = p.unit and year(p.start_date) <= a.to_year and year(p.end_date) >= a.from_year
where p.type_group = 'eu' and p.signed is not null and p.signed <= p.end_date
