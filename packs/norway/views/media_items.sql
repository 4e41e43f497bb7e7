-- A row is one item in one outlet on one day: copies in other outlets are rows of their own, the same item entered twice is one.
select
    list(m.row_id) as rows,
    a.unit,
    cast(year(m.on_date) as integer) as year,
    bool_or(m.tone = 'positive') as positive
from media_item m
join unit_alias a on a.code = m.unit and year(m.on_date) between a.from_year and a.to_year
group by a.unit, m.on_date, lower(trim(m.title)), lower(trim(m.outlet))
