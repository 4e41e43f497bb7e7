-- A row is one permanent academic with an entry for the year's appraisal, for the days of that year in which the person is employed.
select
    list_concat(s.rows, [p.row_id]) as rows,
    s.unit,
    greatest(s.from_date, make_date(p.year, 1, 1)) as from_date,
    least(s.to_date, make_date(p.year, 12, 31)) as to_date,
    s.person,
    p.held_on is not null as held,
    p.experience
from academic_staff s
join appraisal p on p.pid = s.person and make_date(p.year, 1, 1) <= s.to_date and make_date(p.year, 12, 31) >= s.from_date
where s.permanent and s.main_position
