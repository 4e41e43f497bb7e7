-- Initiatives going on at the end of the year with page, leader, two groups, a publication and a project; from the first to the last year with any result.
with held as (
    select r.initiative, r.year, r.kind
    from initiative_result r
    where r.initiative in (select no from initiative where unit in ('230240', '210610'))
),
candidate as (
    select y.y, i.no, i.groups
    from (select unnest([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]) as y) y, initiative i
    where
        i.kind = 'initiative'
        and i.unit in ('230240', '210610')
        and i.page_url is not null
        and i.lead_pid is not null
        and i.from_date <= make_date(y.y, 12, 31)
        and (i.to_date is null or i.to_date >= make_date(y.y, 12, 31))
        and exists (select 1 from held h where h.initiative = i.no and h.year = y.y and h.kind = 'publication')
        and exists (select 1 from held h where h.initiative = i.no and h.year = y.y and h.kind = 'project')
)
select y.y as year, count(case when c.groups > 1 then c.no end) as numerator, null as denominator
from (select unnest([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]) as y) y
left join candidate c on c.y = y.y
where y.y between (select min(year) from held) and (select max(year) from held)
group by y.y
-- Where only initiatives are left that nobody told the number of groups of, the year is not known.
having count(case when c.groups > 1 then 1 end) > 0 or count(c.no) = count(c.groups)
order by y.y
