-- A row is one item of a unit's budget or balance for a year, in kroner.
select [b.row_id] as rows, a.unit, b.year, b.financing, b.item, b.amount
from budget b
join unit_alias a on a.code = b.unit and b.year between a.from_year and a.to_year
