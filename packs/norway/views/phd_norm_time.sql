-- A row is one admitted person in the year of admission, and whether the thesis was in within the standard time.
-- Net days run from the start of financing to submission, less duty work and leave. The standard time is 3 × 365.25 = 1095.75 days;
-- half a day more, rounded to whole days, is the first day when it is over.
-- Without a known start of financing nobody is on time, and the wait is counted from admission.
select
    [p.row_id, t.row_id] as rows,
    a.unit,
    cast(year(p.admitted) as integer) as year,
    p.pid as person,
    t.net_days,
    coalesce(t.net_days <= n.value, false) as on_norm_time,
    least(
        p.submitted,
        coalesce(p.fin_start, p.admitted) + cast(n.value + 0.5 as integer) + cast(coalesce(p.duty_days, 0) + coalesce(p.leave_days, 0) as integer)
    ) as matures_on
from phd p
join phd_time t on t.of_row = p.row_id
join unit_alias a on a.code = p.unit and year(p.admitted) between a.from_year and a.to_year
left join phd_norm n
    on n.name = 'net_days' and coalesce(p.fin_start, p.admitted) between n.valid_from and n.valid_to
where not coalesce(p.dr_philos, false)
