-- Credits per hour of three years against the three that end a year earlier, multiplied across. Courses with hours, not further education.
with made as (
    select year, split_part(course, '-', 1) as course, sum(sp_new) as units
    from sp_production
    where institution = '1150' and course_department in ('230240', '210610') and course is not null
    group by all
),
spent as (
    select year, split_part(course, '-', 1) as course, sum(hours) as hours
    from teaching_hours
    where unit in ('230240', '210610')
    group by all
),
total as (
    select s.year, sum(coalesce(m.units, 0)) as units, sum(s.hours) as hours
    from spent s
    left join made m on m.year = s.year and m.course = s.course
    where
        s.hours > 0
        and s.course not in (select split_part(code, '-', 1) from course where evu)
        and (
            m.units > 0
            or s.course in (select split_part(code, '-', 1) from course where owner_unit in ('230240', '210610'))
        )
    group by s.year
),
three as (
    select a.year, sum(b.units) as units, sum(b.hours) as hours
    from total a
    join total b on b.year between a.year - 2 and a.year
    group by a.year
    having count(*) = 3
)
select a.year, a.units * b.hours as numerator, b.units * a.hours as denominator
from three a
join three b on b.year = a.year - 1
where a.year between 2018 and 2025
order by a.year
