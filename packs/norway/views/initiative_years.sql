-- A row is one strategic initiative in one year, with what came of it that year. The years are those from the first to the last one that any
-- result is registered for. An initiative is active in a year when it goes on at the end of it; those that don't are rows too.
with span as (
    select a.unit, min(r.year) as first_year, max(r.year) as last_year
    from initiative_result r
    join initiative i on i.no = r.initiative
    join unit_alias a on a.code = i.unit and r.year between a.from_year and a.to_year
    group by a.unit
),
calendar as (
    select unit, cast(unnest(range(first_year, last_year + 1)) as integer) as year
    from span
)
select
    list_concat([i.row_id], coalesce(list(r.row_id) filter (where r.row_id is not null), [])) as rows,
    a.unit,
    y.year,
    i.no as initiative,
    make_date(y.year, 12, 31) between i.from_date and coalesce(i.to_date, date '9999-12-31') as active,
    coalesce(trim(i.page_url), '') <> '' as visible,
    coalesce(trim(i.lead_pid), '') <> '' as led,
    i.groups,
    count(distinct r.ref) filter (where r.kind = 'publication') as publications,
    count(distinct r.ref) filter (where r.kind = 'project') as projects
from initiative i
join unit_alias a
    on a.code = i.unit and year(i.from_date) <= a.to_year and year(coalesce(i.to_date, date '9999-12-31')) >= a.from_year
join calendar y on y.unit = a.unit
left join initiative_result r on r.initiative = i.no and r.year = y.year
where i.kind = 'initiative'
group by i.row_id, a.unit, y.year, i.no, i.from_date, i.to_date, i.page_url, i.lead_pid, i.groups
