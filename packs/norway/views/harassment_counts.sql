-- A row is one count date. All is in order when no report is open past its deadline that day, and none was closed late since the count before.
select
    [h.row_id] as rows,
    a.unit,
    cast(year(h.counted_on) as integer) as year,
    h.open_past_deadline = 0 and h.closed_late = 0 as in_order,
    h.closed_in_time,
    h.closed_in_time + h.closed_late as closed
from harassment_count h
join unit_alias a on a.code = h.unit and year(h.counted_on) between a.from_year and a.to_year
