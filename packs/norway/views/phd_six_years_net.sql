-- As phd_six_years, but days of leave are added to the six years.
select
    [p.row_id] as rows,
    a.unit,
    cast(year(p.admitted) as integer) as year,
    p.pid as person,
    coalesce(p.submitted <= cast(p.admitted + interval 6 years as date) + cast(coalesce(p.leave_days, 0) as integer), false) as in_time,
    least(p.submitted, cast(p.admitted + interval 6 years as date) + cast(coalesce(p.leave_days, 0) as integer) + 1) as matures_on
from phd p
join unit_alias a on a.code = p.unit and year(p.admitted) between a.from_year and a.to_year
where not coalesce(p.dr_philos, false)
