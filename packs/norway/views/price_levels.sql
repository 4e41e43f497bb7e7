-- A row is the price level of a year. It is the same for everyone, so every unit has it; it is read as the largest, never added.
select [p.row_id] as rows, u.unit, p.year, p.value
from price_index p
join (select distinct unit from unit_alias) u on true
