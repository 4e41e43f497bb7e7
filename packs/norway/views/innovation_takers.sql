-- A row is the students of one faculty in one course of the unit with the tag innovation in a year.
select list_concat([t.row_id], c.rows) as rows, a.unit, t.year, t.course, t.faculty, t.takers
from course_taker t
join unit_alias a on a.code = t.unit and t.year between a.from_year and a.to_year
join (
    select split_part(code, '-', 1) as course, bool_or(innovation) as innovation, list(row_id) as rows
    from course
    group by split_part(code, '-', 1)
) c on c.course = split_part(t.course, '-', 1)
where c.innovation
