-- The step of the latest assessment of the whole goal that holds in the year: to the year of the next review, else two years on.
select y as year, max_by(a.step, a.assessed) as numerator, null as denominator
from assessment a, (select unnest([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]) as y)
where
    a.goal = 'OL-02'
    and a.unit in ('230240', '210610')
    and a.about is null
    and y >= year(a.assessed)
    and (y <= year(a.next_review) or (a.next_review is null and y <= year(a.assessed) + 2))
group by y
order by y
