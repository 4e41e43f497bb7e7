-- A row is the requests that one area of the administration received in a year.
select [t.row_id] as rows, a.unit, t.year, t.area, t.received, t.in_time
from support_ticket t
join unit_alias a on a.code = t.unit and t.year between a.from_year and a.to_year
