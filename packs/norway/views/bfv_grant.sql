-- A row is the state grant to a unit for a year, in kroner.
select [b.row_id] as rows, a.unit, b.year, b.amount
from budget b
join unit_alias a on a.code = b.unit and b.year between a.from_year and a.to_year
where b.financing = 'BFV' and b.item = 'grant'
