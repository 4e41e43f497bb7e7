-- GU-01: the lower of the two last steps, the national and the international one. An assessment stands to the year of the next
-- review, or two more years. The comparison of each programme is a condition beside it.
with stands as (
    select y.year, s.about, s.step, s.assessed
    from assessment s
    join (select unnest(range(2018, 2026)) as year) y on y.year >= year(s.assessed)
    where s.goal = 'GU-01'
        and s.unit in ('230240', '210610')
        and s.about in ('national', 'international')
        and y.year <= case when s.next_review is null then year(s.assessed) + 2 else year(s.next_review) end
),
last_one as (
    select *
    from stands s
    where not exists (select 1 from stands o where o.year = s.year and o.about = s.about and o.assessed > s.assessed)
)
select n.year, case when n.step < i.step then n.step else i.step end as numerator, null as denominator
from last_one n
join last_one i on i.year = n.year and i.about = 'international'
where n.about = 'national'
order by n.year
