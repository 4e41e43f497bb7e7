-- A row is one idea in the academic year in which it was first handed in, as an idea or as a plan.
-- Kind and origin are those that the first submission tells.
with idea as (
    select
        coalesce(p.version_of, p.no) as idea_no,
        a.unit,
        list(p.row_id) as rows,
        min(p.delivered) as delivered,
        arg_min(p.idea, p.delivered) as idea,
        arg_min(p.origin, p.delivered) as origin
    from business_plan p
    join unit_alias a on a.code = p.unit and year(p.delivered) between a.from_year and a.to_year
    group by coalesce(p.version_of, p.no), a.unit
)
select
    rows,
    unit,
    cast(year(delivered) + case when month(delivered) >= 8 then 1 else 0 end as integer) as year,
    idea_no,
    idea,
    origin
from idea
