-- A row is the announced study places of one programme, as part of what the programme is judged by:
-- its own places, and those of each programme that shares its application code.
-- When places of one that shares the code are missing, there are no rows: part of them would be too few.
with coded as (
    select
        case when c.row_id is null then s.rows else list_concat(s.rows, [c.row_id]) end as rows,
        s.unit,
        s.year,
        s.programme,
        coalesce(c.code, s.programme) as code,
        s.places
    from programme_places s
    left join admission_code c on c.programme = s.programme and c.year = s.year
),
member as (
    select programme, code, year from admission_code
    union
    select p.code, c.code, c.year
    from admission_code c
    join program p on p.code = c.code and c.year between coalesce(p.valid_from_year, 0) and coalesce(p.valid_to_year, 9999)
    where not exists (select 1 from admission_code o where o.programme = p.code and o.year = c.year)
),
missing as (
    select distinct m.code, m.year
    from member m
    where not exists (select 1 from coded k where k.programme = m.programme and k.year = m.year)
)
select
    case when s.programme = o.programme then o.rows else list_concat(o.rows, s.rows) end as rows,
    o.unit,
    o.year,
    o.programme,
    s.programme as from_programme,
    s.places
from coded o
join coded s on s.unit = o.unit and s.year = o.year and s.code = o.code
where not exists (select 1 from missing m where m.code = o.code and m.year = o.year)
