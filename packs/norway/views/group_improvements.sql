-- A row is one group, or the administration, with staff on 31 December, in each year since the unit's register of improvements began:
-- before that nothing is known. It holds how many improvements the group carried through in the year.
with own as (
    select i.row_id, a.unit, i.group_id, i.started, i.finished
    from improvement i
    join unit_alias a on a.code = i.unit and year(i.started) between a.from_year and a.to_year
),
begun as (
    select unit, min(year(started)) as first_year
    from own
    group by unit
)
select
    list_concat(any_value(g.rows), list(o.row_id) filter (where o.row_id is not null)) as rows,
    g.unit,
    g.year,
    g.group_id,
    count(o.row_id) as finished
from groups_at_year_end g
join begun b on b.unit = g.unit and b.first_year <= g.year
left join own o on o.unit = g.unit and o.group_id = g.group_id and year(o.finished) = g.year
group by g.unit, g.year, g.group_id
