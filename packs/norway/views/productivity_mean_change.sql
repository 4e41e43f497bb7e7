-- A row is the credits per hour of a year and the two before it, against the three years that end one year earlier. Sums over sums, multiplied across.
-- All four years must be known.
with three as (
    select
        n.unit,
        n.year,
        list_concat(list_concat(n.rows, b.rows), c.rows) as rows,
        n.credits + b.credits + c.credits as credits,
        n.hours + b.hours + c.hours as hours
    from teaching_totals n
    join teaching_totals b on b.unit = n.unit and b.year = n.year - 1
    join teaching_totals c on c.unit = n.unit and c.year = n.year - 2
)
select
    list_distinct(list_concat(n.rows, b.rows)) as rows,
    n.unit,
    n.year,
    n.credits * b.hours as above,
    b.credits * n.hours as below
from three n
join three b on b.unit = n.unit and b.year = n.year - 1
