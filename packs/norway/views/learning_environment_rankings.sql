-- A row is one programme's place in a national comparison of learning environment, in a year that it was published.
-- Programmes with too few answers have no place and no row, and a comparison of fewer than four says nothing.
-- At the top is among the three best, or in the best quarter of those compared: rank 4 of 16 is, rank 4 of 15 is not.
select
    [r.row_id] as rows,
    a.unit,
    r.year,
    r.programme,
    r.rank <= 3 as top_three,
    r.rank * 4 <= r.compared as top_quarter
from ranking r
join unit_alias a on a.code = r.unit and r.year between a.from_year and a.to_year
where r.list = 'learning-environment' and r.compared >= 4
