-- A row is a report from the day it was delivered. What is delivered stays delivered, also when the report grows old.
select [e.row_id] as rows, a.unit, e.goal, e.on_date as from_date, date '9999-12-31' as to_date
from evidence e
join unit_alias a on a.code = e.unit and year(e.on_date) between a.from_year and a.to_year
where e.kind = 'report'
