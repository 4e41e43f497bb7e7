-- A row is the result of one further education offer in one year: income less full cost.
-- State money for credits is kept apart, since the offers are to pay their own way without it.
select
    [e.row_id] as rows,
    a.unit,
    e.year,
    e.item,
    e.fees + e.commissions + e.contributions - e.salary_cost - e.direct_cost - e.indirect_cost as result,
    coalesce(e.state_credits, 0) as state_credits,
    e.fees + e.commissions + e.contributions + coalesce(e.state_credits, 0)
    - e.salary_cost - e.direct_cost - e.indirect_cost as result_with_state
from evu_account e
join unit_alias a on a.code = e.unit and e.year between a.from_year and a.to_year
