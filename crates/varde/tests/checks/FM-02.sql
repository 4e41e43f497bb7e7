-- On 31 December: of the areas in force, those where people of two academic groups have a role (not in the audience).
with areas(y, area) as (
    select y, unnest(if(y <= 2023, ['health', 'energy', 'sustainability', 'oceans'], [
        'energy', 'ocean_and_coast', 'health_and_life_science', 'societal_security', 'community'
    ]))
    from (select unnest([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]) as y)
),
present as (
    select distinct a.y, a.area, g.group_id
    from areas a
    join thematic_member t
        on t.area = a.area and t.role <> 'audience' and make_date(a.y, 12, 31) between t.from_date and coalesce(t.to_date, '9999-12-31')
    join group_membership g
        on g.pid = t.pid and g.group_id <> 'admin' and make_date(a.y, 12, 31) between g.from_date and coalesce(g.to_date, '9999-12-31')
    where exists (
        select 1
        from position p
        where
            p.pid = t.pid
            and p.unit in ('230240', '210610')
            and make_date(a.y, 12, 31) between p.from_date and coalesce(p.to_date, '9999-12-31')
    )
),
per_area as (
    select a.y, a.area, count(p.group_id) as groups
    from areas a
    left join present p on p.y = a.y and p.area = a.area
    group by a.y, a.area
)
select y as year, count(case when groups >= 2 then 1 end) as numerator, count(*) as denominator
from per_area
where y >= (
    select min(year(greatest(t.from_date, p.from_date, g.from_date)))
    from thematic_member t, position p, group_membership g
    where p.pid = t.pid and g.pid = t.pid and p.unit in ('230240', '210610')
)
group by y
order by y
