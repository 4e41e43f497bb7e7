-- Basic programmes with two kinds of international evidence on 31 December that are tied to an excellent group: two FVA with an h-index
-- of 30 in Google Scholar on 1 October, looked up within twelve months, and last judged at step 3 or more.
with day as (
    select cast(y as integer) as year, make_date(cast(y as integer), 12, 31) as day, make_date(cast(y as integer), 10, 1) as autumn
    from range(2018, 2026) t(y)
    where exists (select 1 from evidence)
),
proof as (
    select d.year, e.programme, e.kind
    from day d
    join evidence e
        on e.on_date <= d.day
        and case when e.valid_to is null then e.on_date + interval 12 months > d.day else e.valid_to >= d.day end
    where e.goal = 'GU-05' and e.unit in ('230240', '210610')
),
kinds as (
    select
        d.year,
        d.day,
        d.autumn,
        p.programme,
        cast(exists (select 1 from proof f where f.year = d.year and f.programme = p.programme and f.kind = 'ranking') as integer)
        + cast(exists (select 1 from proof f where f.year = d.year and f.programme = p.programme and f.kind = 'accreditation') as integer)
        + cast(exists (select 1 from proof f where f.year = d.year and f.programme = p.programme and f.kind in ('joint_degree', 'exchange_agreement')) as integer)
        + cast(exists (select 1 from programme_international i where i.year = d.year and i.programme = p.programme
            and i.unit in ('230240', '210610') and i.students > 0 and 20 * i.international >= 3 * i.students) as integer) as kinds
    from day d, (select distinct programme from proof where programme is not null) p
    where p.programme not in (select code from program where evu)
),
member as (
    select d.year, d.autumn, m.pid, arg_max(m.group_id, m.from_date) as group_id
    from day d
    join group_membership m on m.from_date <= d.autumn and coalesce(m.to_date, d.autumn) >= d.autumn
    where m.group_id <> 'admin'
    group by all
),
leaders as (
    select m.year, m.group_id, count(*) as n
    from member m
    where
        (
            select arg_max(h.value, h.on_date)
            from h_index h
            where h.pid = m.pid and h.source = 'google_scholar' and h.on_date <= m.autumn and h.on_date + interval 12 months > m.autumn
        ) >= 30
        and exists (
            select 1
            from position p
            where
                p.pid = m.pid
                and p.unit in ('230240', '210610')
                and p.from_date <= m.autumn
                and coalesce(p.to_date, m.autumn) >= m.autumn
                and (p.kind = 'fast' or p.underlying_permanent)
                and p.kind is distinct from 'bistilling'
                and p.code not in ('8013', '8028', '8029', '9301')
                and (
                    p.underlying_permanent
                    or p.code in ('1007', '1008', '1009', '1010', '1011', '1012', '1013', '1108', '1109', '1110', '1111', '1183', '1198', '1404', '1483', '1532')
                    or (p.code not in ('1017', '1018', '1019', '1020', '1352', '1378', '1476', '1474', '1475') and p.code in (select code from position_code where category = 'UN1'))
                )
        )
    group by all
),
excellent as (
    select l.year, l.group_id
    from leaders l
    where
        l.n >= 2
        and (
            select arg_max(a.step, a.assessed)
            from assessment a
            where
                a.goal = 'FM-01'
                and a.about = l.group_id
                and year(a.assessed) <= l.year
                and coalesce(year(a.next_review), year(a.assessed) + 2) >= l.year
        ) >= 3
)
select
    d.year,
    (
        select count(*)
        from kinds k
        where
            k.year = d.year
            and k.kinds >= 2
            and exists (
                select 1
                from programme_group g
                join excellent x on x.group_id = g.group_id and x.year = k.year
                where
                    g.programme = k.programme
                    and g.unit in ('230240', '210610')
                    and g.from_date <= k.day
                    and coalesce(g.to_date, k.day) >= k.day
            )
    ) as numerator,
    null as denominator
from day d
order by d.year
