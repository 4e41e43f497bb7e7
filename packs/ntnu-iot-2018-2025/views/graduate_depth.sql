-- A row is one graduate of MTIØT or MIENTRE, in the year of completing, with whether the transcript is deep enough in one direction.
-- The requirement is the one in force on that day: the direction's own, or else the one for any direction.
select
    list(g.row_id) as rows,
    a.unit,
    cast(year(g.completed) as integer) as year,
    g.programme,
    g.pid as person,
    coalesce(bool_or(g.credits >= coalesce(r.credits, n.credits)), false) as enough_credits,
    coalesce(bool_or(g.credits >= coalesce(r.credits, n.credits) and g.advanced >= coalesce(r.advanced, n.advanced)), false) as deep
from graduate g
join unit_alias a on a.code = g.unit and year(g.completed) between a.from_year and a.to_year
left join technology_depth r on r.direction = g.direction and g.completed between r.valid_from and r.valid_to
left join technology_depth n on n.direction = 'any' and g.completed between n.valid_from and n.valid_to
where g.programme in ('MTIØT', 'MIENTRE')
group by a.unit, year(g.completed), g.programme, g.pid
