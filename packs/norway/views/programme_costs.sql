-- A row is one own programme in a year, further education left out, with whether the cost is known of every course of ours that its students took.
select
    list_distinct(list_concat(flatten(list(s.rows)), flatten(list(c.rows)))) as rows,
    s.unit,
    s.year,
    s.programme,
    bool_and(c.costed) as costed
from study_points s
join active_courses c on c.unit = s.unit and c.year = s.year and c.course = split_part(s.course, '-', 1)
where s.own_programme and not s.evu and s.points > 0
group by s.unit, s.year, s.programme
