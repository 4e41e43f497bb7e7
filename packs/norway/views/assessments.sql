-- A row is one assessment in one year that it stands for: from the year of the assessment to that of the next review,
-- and two years on when none is planned.
select
    [s.row_id] as rows,
    a.unit,
    y.year,
    s.goal,
    s.about,
    s.step,
    s.assessed as on_date
from assessment s
join unit_alias a on a.code = s.unit and year(s.assessed) between a.from_year and a.to_year
join (select cast(unnest(range(2000, 2061)) as integer) as year) y
    on y.year between year(s.assessed) and coalesce(year(s.next_review), year(s.assessed) + 2)
