-- A row is one course that the unit gave in a year, with whether it is taken stock of on 31 December: its hours and credits of the year
-- are registered, and its quality was judged within the last 12 months, or the last 36 for a small course.
-- `strictly` gives small courses no longer time.
with judged as (
    select a.unit, split_part(s.course, '-', 1) as course, [s.row_id] as rows, s.assessed
    from course_assessment s
    join unit_alias a on a.code = s.unit and year(s.assessed) between a.from_year and a.to_year
    where s.quality is not null
)
select
    list_distinct(list_concat(c.rows, flatten(list(j.rows)))) as rows,
    c.unit,
    c.year,
    c.course,
    c.evu,
    c.timed
    and c.produced
    and coalesce(
        bool_or(
            make_date(c.year, 12, 31) < j.assessed + interval 1 month * case when c.credits < s.below then s.months else o.months end
        ),
        false
    ) as assessed,
    c.timed and c.produced and coalesce(bool_or(make_date(c.year, 12, 31) < j.assessed + interval 1 month * o.months), false) as strictly
from active_courses c
join assessment_cycle o on o.size = 'ordinary' and make_date(c.year, 12, 31) between o.valid_from and o.valid_to
join assessment_cycle s on s.size = 'small' and make_date(c.year, 12, 31) between s.valid_from and s.valid_to
left join judged j on j.unit = c.unit and j.course = c.course and j.assessed <= make_date(c.year, 12, 31)
group by c.rows, c.unit, c.year, c.course, c.evu, c.timed, c.produced
