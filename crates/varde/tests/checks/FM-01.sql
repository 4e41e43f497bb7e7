-- Groups with two permanent academics of h >= 30 (newest Google Scholar entry, not a year old on 1 October) whose assessment that holds in the year is 3 or 4.
-- The positions are those of category UN1; the old codes for professor II are side positions whatever they say.
with years as (
    select y, make_date(y, 10, 1) as day from (select unnest([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]) as y)
),
looked_up as (
    select years.y, h.pid, max_by(h.value, h.on_date) as h
    from years
    join h_index h on h.source = 'google_scholar' and h.on_date <= years.day and h.on_date + interval 12 months > years.day
    group by years.y, h.pid
),
own_group as (
    select years.y, g.pid, max_by(g.group_id, g.from_date) as grp
    from years
    join group_membership g on g.group_id <> 'admin' and g.from_date <= years.day and (g.to_date is null or g.to_date >= years.day)
    group by years.y, g.pid
),
high as (
    select l.y, o.grp, count(distinct l.pid) as n
    from looked_up l
    join own_group o on o.y = l.y and o.pid = l.pid
    join years on years.y = l.y
    where
        l.h >= 30
        and exists (
            select 1
            from position p
            where
                p.pid = l.pid
                and p.unit in ('230240', '210610')
                and p.from_date <= years.day
                and (p.to_date is null or p.to_date >= years.day)
                and coalesce(p.kind, '') <> 'bistilling'
                and p.code not in ('8013', '8028', '8029', '9301')
                and (
                    p.underlying_permanent
                    or (
                        p.kind = 'fast'
                        and (
                            p.code in (
                                '1007', '1008', '1009', '1010', '1011', '1012', '1013', '1108', '1109', '1110', '1111', '1183', '1198',
                                '1404', '1483', '1532'
                            )
                            or (
                                p.code not in ('1017', '1018', '1019', '1020', '1352', '1378', '1476', '1474', '1475')
                                and exists (select 1 from position_code c where c.code = p.code and c.category = 'UN1')
                            )
                        )
                    )
                )
        )
    group by l.y, o.grp
),
newest as (
    select years.y, s.about as grp, max_by(s.step, s.assessed) as step
    from years
    join assessment s
        on s.goal = 'FM-01'
        and s.unit in ('230240', '210610')
        and year(s.assessed) <= years.y
        and years.y <= coalesce(year(s.next_review), year(s.assessed) + 2)
    group by years.y, s.about
)
select years.y as year, count(newest.grp) as numerator, null as denominator
from years
left join high on high.y = years.y and high.n >= 2
left join newest on newest.y = years.y and newest.grp = high.grp and newest.step >= 3
where years.y in (select y from looked_up) and exists (select 1 from assessment)
group by years.y
-- A group that nobody has judged leaves it open whether there is any, unless another one counts.
having
    count(newest.grp) > 0
    or not exists (
        select 1 from high h where h.y = years.y and h.n >= 2 and h.grp not in (select n.grp from newest n where n.y = h.y and n.grp is not null)
    )
order by years.y
