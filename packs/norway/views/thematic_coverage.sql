-- A row is one thematic area in force, in a stretch of days in which the same of the unit's people have a role in it.
-- Areas without anybody are rows too. Before the first role that the register holds, nothing is known.
with part as (
    select
        s.unit,
        t.area,
        s.group_id,
        list_concat([t.row_id], s.rows) as rows,
        greatest(t.from_date, s.from_date) as from_date,
        least(coalesce(t.to_date, date '9999-12-31'), s.to_date) as to_date,
        t.role <> 'audience' and s.group_id <> 'admin' as counts
    from thematic_member t
    join group_staff s
        on s.person = t.pid
        and s.from_date <= coalesce(t.to_date, date '9999-12-31')
        and s.to_date >= t.from_date
),
area as (
    select p.unit, r.area, r.name, greatest(r.valid_from, p.first_day) as from_date, r.valid_to as to_date
    from (select unit, min(from_date) as first_day from part group by unit) p
    join thematic_area r on r.valid_to >= p.first_day
),
change as (
    select unit, area, from_date as day from area
    union
    select unit, area, from_date from part where counts
    union
    select unit, area, to_date + 1 from part where counts
),
stretch as (
    select
        unit,
        area,
        day as from_date,
        coalesce(lead(day) over (partition by unit, area order by day) - 1, date '9999-12-31') as to_date
    from change
)
select
    list_distinct(coalesce(flatten(list(p.rows) filter (where p.area is not null)), [])) as rows,
    a.unit,
    s.from_date,
    least(s.to_date, a.to_date) as to_date,
    a.area,
    a.name,
    count(distinct p.group_id) as groups
from area a
join stretch s on s.unit = a.unit and s.area = a.area and s.from_date between a.from_date and a.to_date
left join part p on p.counts and p.unit = a.unit and p.area = a.area and s.from_date between p.from_date and p.to_date
group by a.unit, a.area, a.name, a.to_date, s.from_date, s.to_date
