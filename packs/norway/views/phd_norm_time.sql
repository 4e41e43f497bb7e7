-- A row is one admitted person in the year of admission, and whether the thesis was in within the standard time.
-- Net days run from the start of financing to submission, less duty work and leave. The standard time is 3 × 365.25 days, compared in quarter days.
-- Without a known start of financing nobody is on time, and the wait is counted from admission.
select
    [p.row_id] as rows,
    a.unit,
    cast(year(p.admitted) as integer) as year,
    p.pid as person,
    p.submitted - p.fin_start - coalesce(p.duty_days, 0) - coalesce(p.leave_days, 0) as net_days,
    coalesce(4 * (p.submitted - p.fin_start - coalesce(p.duty_days, 0) - coalesce(p.leave_days, 0)) <= 3 * 1461, false) as on_norm_time,
    least(p.submitted, coalesce(p.fin_start, p.admitted) + 1096 + coalesce(p.duty_days, 0) + coalesce(p.leave_days, 0)) as matures_on
from phd p
join unit_alias a on a.code = p.unit and year(p.admitted) between a.from_year and a.to_year
where not coalesce(p.dr_philos, false)
