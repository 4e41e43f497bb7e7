-- A row is one strategic initiative in one year, with whether it was given money and other help. The years are those from the first to the last
-- one that any support is registered for. An initiative is active in a year when it goes on at the end of it; those that don't are rows too.
with span as (
    select a.unit, min(s.year) as first_year, max(s.year) as last_year
    from initiative_support s
    join initiative i on i.no = s.initiative
    join unit_alias a on a.code = i.unit and s.year between a.from_year and a.to_year
    group by a.unit
),
calendar as (
    select unit, cast(unnest(range(first_year, last_year + 1)) as integer) as year
    from span
)
select
    list_concat([i.row_id], coalesce(list(s.row_id) filter (where s.row_id is not null), [])) as rows,
    a.unit,
    y.year,
    i.no as initiative,
    make_date(y.year, 12, 31) between i.from_date and coalesce(i.to_date, date '9999-12-31') as active,
    i.groups,
    coalesce(bool_or(s.kind = 'financial'), false) as money,
    coalesce(bool_or(s.kind = 'other'), false) as help
from initiative i
join unit_alias a
    on a.code = i.unit and year(i.from_date) <= a.to_year and year(coalesce(i.to_date, date '9999-12-31')) >= a.from_year
join calendar y on y.unit = a.unit
left join initiative_support s on s.initiative = i.no and s.year = y.year
where i.kind = 'initiative'
group by i.row_id, a.unit, y.year, i.no, i.from_date, i.to_date, i.groups
