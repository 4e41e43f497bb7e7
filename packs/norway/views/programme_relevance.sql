-- A row is one programme in one year, with what its unit's registers say on 31 December: an open statement on working life
-- no more than twelve months old, a meeting with partners held in the year, and a change finished in the year that a meeting led to.
-- A change can only come from a meeting held before it was finished. Whether that meeting was held the same year is kept apart.
-- Years before the three registers were begun are left out: nobody knows them.
with statement as (
    select [f.row_id] as rows, a.unit, f.programme, f.approved, coalesce(trim(f.url), '') <> '' as open
    from programme_profile f
    join unit_alias a on a.code = f.unit and year(f.approved) between a.from_year and a.to_year
    where f.kind = 'relevance'
),
meeting as (
    select [m.row_id] as rows, a.unit, m.no, m.programme, m.held
    from partner_meeting m
    join unit_alias a on a.code = m.unit and year(m.held) between a.from_year and a.to_year
),
change as (
    select [c.row_id] as rows, a.unit, c.programme, c.decided, c.finished, c.meeting
    from programme_change c
    join unit_alias a on a.code = c.unit and year(c.decided) between a.from_year and a.to_year
),
result as (
    select list_concat(c.rows, m.rows) as rows, c.unit, c.programme, c.finished, m.held
    from change c
    join meeting m on m.no = c.meeting and m.unit = c.unit and m.programme = c.programme and m.held <= c.finished
),
kept as (
    select s.unit, greatest(s.from_year, m.from_year, c.from_year) as from_year
    from (select unit, min(year(approved)) as from_year from statement group by unit) s
    join (select unit, min(year(held)) as from_year from meeting group by unit) m on m.unit = s.unit
    join (select unit, min(year(decided)) as from_year from change group by unit) c on c.unit = s.unit
)
select
    list_distinct(flatten([
        flatten(list(b.rows)), flatten(list(s.rows)), flatten(list(m.rows)), flatten(list(r.rows))
    ])) as rows,
    b.unit,
    b.year,
    b.programme,
    count(s.approved) > 0 as has_statement,
    count(m.held) > 0 as met_partners,
    count(r.finished) > 0 as changed,
    coalesce(bool_or(year(r.held) = b.year), false) as changed_same_year
from basic_programmes b
join kept k on k.unit = b.unit and k.from_year <= b.year
left join statement s
    on s.unit = b.unit
    and s.programme = b.programme
    and s.open
    and s.approved between make_date(b.year - 1, 12, 31) and make_date(b.year, 12, 31)
left join meeting m on m.unit = b.unit and m.programme = b.programme and year(m.held) = b.year
left join result r on r.unit = b.unit and r.programme = b.programme and year(r.finished) = b.year
group by b.unit, b.year, b.programme
