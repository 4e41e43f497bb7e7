-- Projects signed in the year with own effort (or, but for commissions, with none entered), assessed on the day of the signature or before.
select
    cast(year(p.signed) as integer) as year,
    count(*) filter (
        where exists (select 1 from project_assessment q where q.project = p.no and q.assessed <= p.signed)
    ) as numerator,
    count(*) as denominator
from project p
where p.unit in ('230240', '210610')
    and year(p.signed) between 2018 and 2025
    and exists (select 1 from project_assessment)
    and (
        exists (select 1 from project_assessment q where q.project = p.no and q.own_effort > 0)
        or (coalesce(p.type_group, '') <> 'commission' and not exists (select 1 from project_assessment q where q.project = p.no))
    )
group by 1
order by 1
