-- A row is the day of a year when the smallest share of a unit's initiatives and centres had a page of their own; of several, the first.
-- The share only changes when one begins or has ended; a year is judged when it is over.
with change as (
    select unit, from_date as day from initiative_pages
    union
    select unit, to_date + 1 from initiative_pages
    union
    select unit, make_date(y, 1, 1)
    from (select distinct unit from initiative_pages), (select unnest(range(2000, 2061)) as y)
),
state as (
    select
        flatten(list(i.rows)) as rows,
        i.unit,
        c.day,
        count(*) as running,
        count_if(i.own_page) as with_page
    from change c
    join initiative_pages i on i.unit = c.unit and c.day between i.from_date and i.to_date
    group by i.unit, c.day
),
ranked as (
    select
        rows,
        unit,
        day,
        running,
        with_page,
        row_number() over (partition by unit, year(day) order by with_page * 1000000000 // running, day) as place
    from state
)
select
    rows,
    unit,
    cast(year(day) as integer) as year,
    day,
    running,
    with_page,
    make_date(year(day), 12, 31) as matures_on
from ranked
where place = 1
