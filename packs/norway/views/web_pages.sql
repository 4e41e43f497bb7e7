-- A row is one web page for as long as it is out: from the first day on any of its rows to the last one given, else open.
select
    list(p.row_id) as rows,
    a.unit,
    min(p.from_date) as from_date,
    coalesce(max(p.to_date), date '9999-12-31') as to_date,
    p.url as page
from page_inventory p
join unit_alias a on a.code = p.unit and year(p.from_date) between a.from_year and a.to_year
group by a.unit, p.url
