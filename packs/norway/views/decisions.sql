-- A row is one decision, in the year it was taken. It is delegated when the unit held the authority for its kind on that day.
select
    list_concat([d.row_id], coalesce(list(g.row_id) filter (where g.row_id is not null), [])) as rows,
    a.unit,
    cast(year(d.decided) as integer) as year,
    d.no as decision,
    d.level = 'department' as here,
    count(g.row_id) > 0 as delegated,
    date_diff('day', d.requested, d.decided) as days
from decision d
join unit_alias a on a.code = d.unit and year(d.decided) between a.from_year and a.to_year
left join (
    select g.row_id, b.unit, g.kind, g.from_date, coalesce(g.to_date, date '9999-12-31') as to_date
    from delegation g
    join unit_alias b
        on b.code = g.unit and year(g.from_date) <= b.to_year and year(coalesce(g.to_date, date '9999-12-31')) >= b.from_year
) g
    on g.unit = a.unit and g.kind = d.kind and d.decided between g.from_date and g.to_date
group by d.row_id, a.unit, d.no, d.level, d.requested, d.decided
