-- Graduates of MTIØT and MIENTRE with 90 credits in one direction, 22.5 of them at higher level.
select
    year(completed) as year,
    count(distinct case when credits >= 90 and advanced >= 22.5 then pid end) as numerator,
    count(distinct pid) as denominator
from graduate
where unit in ('230240', '210610') and programme in ('MTIØT', 'MIENTRE') and year(completed) between 2018 and 2025
group by year(completed)
order by year
