-- A row is one permanent academic's own work profile while it lasts.
select
    list_concat(s.rows, [r.row_id]) as rows,
    s.unit,
    greatest(s.from_date, r.from_date) as from_date,
    least(s.to_date, r.to_date) as to_date,
    s.person,
    r.profile
from academic_staff s
join profile_request r on r.pid = s.person and r.from_date <= s.to_date and r.to_date >= s.from_date
where s.permanent and s.main_position and r.granted
