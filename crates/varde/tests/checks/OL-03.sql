-- On 31 December: of the three groups, the administration and EiT, those at Gløshaugen and nowhere else. Known only when the place of all five is.
with here as (
    select
        y,
        replace(l.part, 'iot-', '') as part,
        min(case when l.campus = 'gloshaugen' then 1 else 0 end) as together,
        count(*) - count(l.campus) as unknown
    from unit_location l, (select unnest([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]) as y)
    where
        l.unit in ('230240', '210610')
        and l.part in ('bedok', 'stratforr', 'vil', 'admin', 'iot-admin', 'eit')
        and l.from_date <= make_date(y, 12, 31)
        and (l.to_date is null or l.to_date >= make_date(y, 12, 31))
    group by all
)
select y as year, sum(together) as numerator, 5 as denominator
from here
group by y
having count(*) = 5 and sum(unknown) = 0
order by y
