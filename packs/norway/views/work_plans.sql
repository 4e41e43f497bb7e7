-- A row is one permanent academic's work plan for one year, for the days of that year in which the person is employed.
-- It is settled in dialogue when it was discussed on the day of the decision or before. What is not dated has not happened.
select
    list_concat(s.rows, [w.row_id]) as rows,
    s.unit,
    greatest(s.from_date, make_date(w.year, 1, 1)) as from_date,
    least(s.to_date, make_date(w.year, 12, 31)) as to_date,
    s.person,
    w.decided is not null as decided,
    coalesce(w.discussed <= w.decided, false) as in_dialogue
from academic_staff s
join work_plan w on w.pid = s.person and make_date(w.year, 1, 1) <= s.to_date and make_date(w.year, 12, 31) >= s.from_date
join unit_alias a on a.code = w.unit and w.year between a.from_year and a.to_year and a.unit = s.unit
where s.permanent and s.main_position
