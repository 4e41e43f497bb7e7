-- A row is one established programme in one year, with what its unit's registers say on 31 December:
-- an approved profile no more than twelve months old, and an improvement finished in the year that follows from the profile.
-- A profile approved on 31 December is twelve months old on the next one, and counts on both.
-- Years before the registers of profiles and changes were begun are left out: nobody knows them.
with profile as (
    select [f.row_id] as rows, a.unit, f.programme, f.approved
    from programme_profile f
    join unit_alias a on a.code = f.unit and year(f.approved) between a.from_year and a.to_year
    where f.kind = 'brand'
),
change as (
    select [c.row_id] as rows, a.unit, c.programme, c.decided, c.finished, coalesce(c.follows_profile, false) as follows_profile
    from programme_change c
    join unit_alias a on a.code = c.unit and year(c.decided) between a.from_year and a.to_year
),
kept as (
    select p.unit, greatest(p.from_year, c.from_year) as from_year
    from (select unit, min(year(approved)) as from_year from profile group by unit) p
    join (select unit, min(year(decided)) as from_year from change group by unit) c on c.unit = p.unit
)
select
    list_distinct(list_concat(flatten(list(b.rows)), list_concat(flatten(list(f.rows)), flatten(list(c.rows))))) as rows,
    b.unit,
    b.year,
    b.programme,
    count(f.approved) > 0 as has_profile,
    count(c.finished) > 0 as improved
from basic_programmes b
join kept k on k.unit = b.unit and k.from_year <= b.year
left join profile f
    on f.unit = b.unit
    and f.programme = b.programme
    and f.approved between make_date(b.year - 1, 12, 31) and make_date(b.year, 12, 31)
left join change c
    on c.unit = b.unit and c.programme = b.programme and c.follows_profile and year(c.finished) = b.year
where b.established
group by b.unit, b.year, b.programme
