-- A row is one EU project on the day of the year when the unit leads work packages in the smallest share of its EU projects; the first such day.
-- Days without EU projects have no share. The share is compared in billionths, which never mistakes two shares of fewer than 30 000 projects.
with led as (
    select rows, unit, project, from_date, to_date, package
    from projects_led
    where kind = 'eu'
),
spell as (
    select cast(unnest(range(1995, 2041)) as integer) as year
),
change as (
    select unit, from_date as day from led
    union
    select unit, to_date + 1 from led
    union
    select l.unit, make_date(y.year, 1, 1)
    from led l
    join spell y on make_date(y.year, 1, 1) between l.from_date and l.to_date
),
share as (
    select
        c.unit,
        c.day,
        row_number() over (
            partition by c.unit, year(c.day)
            order by count_if(l.package) * 1000000000 // count(*), c.day
        ) as place
    from change c
    join led l on l.unit = c.unit and c.day between l.from_date and l.to_date
    group by c.unit, c.day
)
select l.rows, s.unit, cast(year(s.day) as integer) as year, s.day, l.project, l.package
from share s
join led l on l.unit = s.unit and s.day between l.from_date and l.to_date
where s.place = 1
