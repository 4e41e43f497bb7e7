-- Initiatives of two groups or more, going on at the end of the year, that were given money and something else in it; from the first to the last year
-- with any support.
with held as (
    select s.initiative, s.year, s.kind
    from initiative_support s
    where s.initiative in (select no from initiative where unit in ('230240', '210610'))
),
candidate as (
    select y.y, i.no, i.groups
    from (select unnest([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]) as y) y, initiative i
    where
        i.kind = 'initiative'
        and i.unit in ('230240', '210610')
        and i.from_date <= make_date(y.y, 12, 31)
        and (i.to_date is null or i.to_date >= make_date(y.y, 12, 31))
        and 2 = (select count(distinct h.kind) from held h where h.initiative = i.no and h.year = y.y)
)
select y.y as year, count(case when c.groups > 1 then c.no end) as numerator, null as denominator
from (select unnest([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]) as y) y
left join candidate c on c.y = y.y
where y.y between (select min(year) from held) and (select max(year) from held)
group by y.y
-- Where only initiatives are left that nobody told the number of groups of, the year is not known.
having count(case when c.groups > 1 then 1 end) > 0 or count(c.no) = count(c.groups)
order by y.y
