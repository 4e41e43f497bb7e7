-- A row is one joint activity of SFU Engage in the year it took place.
select
    [e.row_id] as rows,
    a.unit,
    cast(year(e.on_date) as integer) as year,
    e.kind
from evidence e
join unit_alias a on a.code = e.unit and year(e.on_date) between a.from_year and a.to_year
where e.goal = 'IN-01a' and e.kind in ('joint_activity_eit', 'joint_activity_international')
