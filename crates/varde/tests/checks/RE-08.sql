-- The closing balance of BFV over the grant of the year.
select
    year,
    sum(amount) filter (where item = 'balance_out') as numerator,
    sum(amount) filter (where item = 'grant') as denominator
from budget
where unit in ('230240', '210610') and financing = 'BFV' and year between 2018 and 2025
group by year
order by 1
