-- A row is one admitted person in the year of admission, and whether the thesis was in before six years had gone (same date six years later;
-- 29 February becomes 28). Leave is not deducted. The row is certain when the thesis is in, or on the first day after the six years.
select
    [p.row_id, t.row_id] as rows,
    a.unit,
    cast(year(p.admitted) as integer) as year,
    p.pid as person,
    coalesce(t.within_six_years, false) as in_time,
    least(p.submitted, t.six_year_limit + 1) as matures_on
from phd p
join phd_time t on t.of_row = p.row_id
join unit_alias a on a.code = p.unit and year(p.admitted) between a.from_year and a.to_year
where not coalesce(p.dr_philos, false)
