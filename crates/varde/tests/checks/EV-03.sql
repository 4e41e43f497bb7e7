-- Income without state money for credits, less full cost, in kroner.
select
    year,
    sum(fees) + sum(commissions) + sum(contributions) - sum(salary_cost) - sum(direct_cost) - sum(indirect_cost) as numerator,
    null as denominator
from evu_account
where unit in ('230240', '210610') and year between 2018 and 2025
group by year
order by year
