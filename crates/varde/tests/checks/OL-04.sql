-- Activities with EiT in the year that are documented and that both sides gain from.
select y as year, (
    select count(*)
    from joint_activity
    where
        unit in ('230240', '210610')
        and partner = 'eit'
        and year(on_date) = y
        and length(trim(documentation)) > 0
        and length(trim(our_gain)) > 0
        and length(trim(their_gain)) > 0
) as numerator, null as denominator
from (select unnest([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]) as y)
where exists (select 1 from joint_activity)
order by y
