-- A row is one programme of basic education with international evidence on 31 December of a year: how many kinds, whether they
-- are enough, and whether the programme is tied to a group that is excellent that year (FM-01).
-- A joint degree and an exchange agreement are the same kind of evidence. Further education does not count.
with calendar as (
    select cast(unnest(range(2000, 2061)) as integer) as year
),
sign as (
    select
        e.unit,
        y.year,
        e.programme,
        case when e.kind in ('joint_degree', 'exchange_agreement') then 'agreement' else e.kind end as kind,
        e.rows
    from evidence_held e
    join calendar y on make_date(y.year, 12, 31) between e.from_date and e.to_date
    where
        e.goal = 'GU-05'
        and e.programme is not null
        and e.kind in ('ranking', 'accreditation', 'joint_degree', 'exchange_agreement')
    union all
    select a.unit, i.year, i.programme, 'international_students', [i.row_id]
    from programme_international i
    join unit_alias a on a.code = i.unit and i.year between a.from_year and a.to_year
    join programme_visibility v on make_date(i.year, 12, 31) between v.valid_from and v.valid_to
    where i.students > 0 and i.international * 100 >= i.students * v.international_percent
),
tie as (
    select a.unit, y.year, g.programme, list_concat([g.row_id], flatten(list(x.rows))) as rows
    from programme_group g
    join calendar y on make_date(y.year, 12, 31) between g.from_date and coalesce(g.to_date, date '9999-12-31')
    join unit_alias a on a.code = g.unit and y.year between a.from_year and a.to_year
    join group_excellence x on x.group_id = g.group_id and x.year = y.year and x.leading_scholar >= 2 and x.step >= 3
    group by a.unit, y.year, g.programme, g.row_id
)
select
    list_distinct(list_concat(flatten(list(s.rows)), flatten(list(t.rows)))) as rows,
    s.unit,
    s.year,
    s.programme,
    count(distinct s.kind) as kinds,
    count(distinct s.kind) >= max(v.kinds) as visible,
    count(t.programme) > 0 as excellent_group
from sign s
join programme_visibility v on make_date(s.year, 12, 31) between v.valid_from and v.valid_to
left join tie t on t.unit = s.unit and t.year = s.year and t.programme = s.programme
where not exists (
    select 1
    from program p
    where p.code = s.programme and p.evu and s.year between coalesce(p.valid_from_year, 0) and coalesce(p.valid_to_year, 9999)
)
group by s.unit, s.year, s.programme
