-- A row is the day of a year when the smallest share of a unit's pages had been reviewed within twelve months; of several, the first.
-- The share only changes when a page comes or goes, and when a review is made or grows too old; a year is judged when it is over.
with change as (
    select unit, from_date as day from web_pages
    union
    select unit, to_date + 1 from web_pages
    union
    select unit, from_date from web_page_reviews
    union
    select unit, to_date + 1 from web_page_reviews
    union
    select unit, make_date(y, 1, 1)
    from (select distinct unit from web_pages), (select unnest(range(2000, 2061)) as y)
),
state as (
    select
        list_distinct(flatten(list(p.rows))) as rows,
        p.unit,
        c.day,
        count(distinct p.page) as pages,
        count(distinct r.page) as reviewed
    from change c
    join web_pages p on p.unit = c.unit and c.day between p.from_date and p.to_date
    left join web_page_reviews r on r.unit = p.unit and r.page = p.page and c.day between r.from_date and r.to_date
    group by p.unit, c.day
),
ranked as (
    select
        rows,
        unit,
        day,
        pages,
        reviewed,
        row_number() over (partition by unit, year(day) order by reviewed * 1000000000 // pages, day) as place
    from state
)
select
    rows,
    unit,
    cast(year(day) as integer) as year,
    day,
    pages,
    reviewed,
    make_date(year(day), 12, 31) as matures_on
from ranked
where place = 1
