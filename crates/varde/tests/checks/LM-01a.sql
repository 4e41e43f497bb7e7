-- Programmes among the three best, or in the best quarter, of those with a place on learning environment; at least four compared.
select
    year,
    count(*) filter (where rank <= 3 or 4 * rank <= compared) as numerator,
    count(*) as denominator
from ranking
where list = 'learning-environment'
    and compared >= 4
    and unit in ('230240', '210610')
    and year between 2018 and 2025
group by year
order by year
