-- As phd_six_years, but the disputation decides, as in the ministry's own parameter.
select
    [p.row_id] as rows,
    a.unit,
    cast(year(p.admitted) as integer) as year,
    p.pid as person,
    coalesce(p.defended <= cast(p.admitted + interval 6 years as date), false) as in_time,
    least(p.defended, cast(p.admitted + interval 6 years as date) + 1) as matures_on
from phd p
join unit_alias a on a.code = p.unit and year(p.admitted) between a.from_year and a.to_year
where not coalesce(p.dr_philos, false)
