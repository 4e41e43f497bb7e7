-- A row is one of the five units that are to be together (three academic groups, the administration and EiT), in a stretch of days in which
-- nobody moves. A stretch is there only when it is known for all five where they are. A unit in two places is together with the others only
-- when both are at Gløshaugen.
with place as (
    select
        a.unit,
        case when l.part = 'iot-admin' then 'admin' else l.part end as part,
        l.row_id,
        l.campus,
        l.from_date,
        coalesce(l.to_date, date '9999-12-31') as to_date
    from unit_location l
    join unit_alias a
        on a.code = l.unit and year(l.from_date) <= a.to_year and year(coalesce(l.to_date, date '9999-12-31')) >= a.from_year
    where l.part in ('bedok', 'stratforr', 'vil', 'admin', 'iot-admin', 'eit')
),
change as (
    select unit, from_date as day from place
    union
    select unit, to_date + 1 from place where to_date < date '9999-12-31'
),
stretch as (
    select unit, day as from_date, coalesce(lead(day) over (partition by unit order by day) - 1, date '9999-12-31') as to_date
    from change
),
held as (
    select
        list(p.row_id) as rows,
        s.unit,
        s.from_date,
        s.to_date,
        p.part,
        case when count(p.campus) = count(*) then bool_and(p.campus = 'gloshaugen') end as there
    from stretch s
    join place p on p.unit = s.unit and s.from_date between p.from_date and p.to_date
    group by s.unit, s.from_date, s.to_date, p.part
)
select h.rows, h.unit, h.from_date, h.to_date, h.part, h.there, h.part <> 'eit' as own
from held h
where (select count(k.there) from held k where k.unit = h.unit and k.from_date = h.from_date) = 5
