-- A row is a year with the farthest that state-funded income has been from the straight line so far, from +0 % in 2018 to +10 % in 2025.
-- In year y the line is at b0 * (1 + (y - 2018) / 70), so 70 * (b - b0) - (y - 2018) * b0 over 70 * b0 is the distance, exact.
with income as (
    select unit, year, list_distinct(flatten(list(rows))) as rows, sum(income) as amount
    from ledger_entries
    where financing = 'BFV' and category = 'bfv_income' and year >= 2018
    group by unit, year
),
distance as (
    select
        n.unit,
        n.year,
        n.rows,
        b.rows as base_rows,
        b.amount as base,
        abs(70 * (n.amount - b.amount) - (least(n.year, 2025) - 2018) * b.amount) as distance
    from income n
    join income b on b.unit = n.unit and b.year = 2018
)
select
    list_distinct(list_concat(d.base_rows, flatten(list(e.rows)))) as rows,
    d.unit,
    d.year,
    max(e.distance) as distance,
    70 * d.base as base
from distance d
join distance e on e.unit = d.unit and e.year <= d.year
group by d.unit, d.year, d.base, d.base_rows
