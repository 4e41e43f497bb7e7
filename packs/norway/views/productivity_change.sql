-- A row is a year's credits per hour against the year before: credits now × hours then, over credits then × hours now.
-- Multiplied across, so that nothing is divided here.
select
    list_distinct(list_concat(n.rows, b.rows)) as rows,
    n.unit,
    n.year,
    n.credits * b.hours as above,
    b.credits * n.hours as below
from teaching_totals n
join teaching_totals b on b.unit = n.unit and b.year = n.year - 1
