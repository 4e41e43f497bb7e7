-- A row is one signed project in the year of the signature, with its own effort as the register of assessments tells it.
-- Own effort is needed when it is above 0. Where nobody has entered it, a commission is taken to have none, since its price covers the cost;
-- any other project is taken to have some, so that a forgotten assessment is not a good one.
-- It is assessed in time on the day of the signature or before.
select
    case when q.row_id is null then [p.row_id] else [p.row_id, q.row_id] end as rows,
    a.unit,
    cast(year(p.signed) as integer) as year,
    p.no as project,
    p.type_group,
    q.own_effort,
    coalesce(q.own_effort > 0, p.type_group is distinct from 'commission') as to_assess,
    coalesce(q.own_effort > 0, false) as has_own_effort,
    coalesce(q.assessed <= p.signed, false) as assessed
from project p
join unit_alias a on a.code = p.unit and year(p.signed) between a.from_year and a.to_year
left join project_assessment q on q.project = p.no
where p.signed is not null
