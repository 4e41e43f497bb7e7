-- A row is one group, or the administration, with staff on 31 December of a year in which the unit has any meeting in the register,
-- and how many meetings the group held.
select
    list_concat(any_value(g.rows), flatten(list(m.rows) filter (where m.rows is not null))) as rows,
    g.unit,
    g.year,
    g.group_id,
    count(m.rows) as meetings
from groups_at_year_end g
join (select distinct unit, year from meetings) known on known.unit = g.unit and known.year = g.year
left join meetings m on m.unit = g.unit and m.year = g.year and m.group_id = g.group_id and m.kind = 'group' and m.held
group by g.unit, g.year, g.group_id
