-- Applications for research leave of the year and the four before it, granted or refused with reasons, over all by applicants with the right.
-- Fewer than five are hidden.
with years as (
    select cast(range as integer) as year from range(2018, 2026)
)
select
    y.year,
    count(*) filter (where r.decision = 'granted' or (r.decision = 'refused' and r.reasoned)) as numerator,
    count(*) as denominator
from years y
join research_leave r on year(r.applied) between y.year - 4 and y.year
where r.unit in ('230240', '210610') and r.eligible is distinct from false
group by y.year
having count(*) >= 5
order by 1
