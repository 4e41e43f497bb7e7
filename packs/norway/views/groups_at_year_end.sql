-- A row is one group, or the administration, that has staff on 31 December of a year.
select
    list_distinct(flatten(list(g.rows))) as rows,
    g.unit,
    y.year,
    g.group_id
from group_staff g
join (select cast(unnest(range(2000, 2061)) as integer) as year) y
    on make_date(y.year, 12, 31) between g.from_date and g.to_date
group by g.unit, y.year, g.group_id
