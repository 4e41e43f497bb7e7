-- A row is as in business_plans, but in the calendar year.
select rows, unit, cast(year(delivered) as integer) as year, plan, team
from business_plans
