-- A row is a year's teaching against that of 2018: the hours that the year's credits would have taken then, less the hours they took,
-- multiplied by the credits of 2018 so that nothing is divided here.
select
    list_distinct(list_concat(n.rows, b.rows)) as rows,
    n.unit,
    n.year,
    b.hours * n.credits - n.hours * b.credits as above,
    b.credits as below
from teaching_totals n
join teaching_totals b on b.unit = n.unit and b.year = 2018
