-- A row is one business plan in the academic year in which its first complete version was handed in.
-- The academic year runs from August to July and is named by the year it ends in, so that it is over when the year is.
-- A plan that is not marked as incomplete counts as complete.
with plan as (
    select
        coalesce(p.version_of, p.no) as plan,
        a.unit,
        list(p.row_id) as rows,
        min(p.delivered) as delivered,
        arg_min(p.team, p.delivered) as team
    from business_plan p
    join unit_alias a on a.code = p.unit and year(p.delivered) between a.from_year and a.to_year
    where p.stage = 'plan' and coalesce(p.complete, true)
    group by coalesce(p.version_of, p.no), a.unit
)
select
    rows,
    unit,
    cast(year(delivered) + case when month(delivered) >= 8 then 1 else 0 end as integer) as year,
    plan,
    team,
    delivered
from plan
