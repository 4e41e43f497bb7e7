-- A row is PhD education in one year, with the smallest of the steps for level, brand and demand. All three must be assessed;
-- of several assessments of one part that stand, the newest holds.
with newest as (
    select
        rows,
        unit,
        year,
        about,
        step,
        row_number() over (partition by unit, year, about order by on_date desc, rows[1] desc) as place
    from assessments
    where goal = 'FU-01' and about in ('level', 'brand', 'demand')
)
select flatten(list(rows)) as rows, unit, year, min(step) as step
from newest
where place = 1
group by unit, year
having count(*) = 3
