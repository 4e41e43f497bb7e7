-- A row is the portfolio of programmes in one year: the smaller of its two assessed steps, the national and the international one,
-- each as last assessed. Until both are assessed there is no row.
with latest as (
    select unit, year, about, arg_max(step, on_date) as step, arg_max(rows, on_date) as rows
    from assessments
    where goal = 'GU-01' and about in ('national', 'international')
    group by unit, year, about
)
select flatten(list(rows)) as rows, unit, year, min(step) as step
from latest
group by unit, year
having count(*) = 2
