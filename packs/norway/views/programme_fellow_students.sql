-- A row is one programme in a round of the department's own survey of students, with the answers on learning together with a fellow student.
-- Programmes with fewer than ten answers are left out. Enough is at least 95 of 100.
select
    flatten(list(rows)) as rows,
    unit,
    year,
    part as programme,
    sum(case when positive then answers else 0 end) * 100 >= sum(answers) * 95 as enough
from student_survey
where item = 'learns-with-fellow-student' and not whole and substantive
group by unit, year, part
having sum(answers) >= 10
