-- A row is one joint activity in its year. It is documented when it says where that can be read, and mutual when both sides tell what they gain.
select
    [j.row_id] as rows,
    a.unit,
    cast(year(j.on_date) as integer) as year,
    j.no as activity,
    j.partner,
    coalesce(trim(j.documentation), '') <> '' as documented,
    coalesce(trim(j.our_gain), '') <> '' and coalesce(trim(j.their_gain), '') <> '' as mutual
from joint_activity j
join unit_alias a on a.code = j.unit and year(j.on_date) between a.from_year and a.to_year
