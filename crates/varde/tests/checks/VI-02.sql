-- Hours that the year's credits would have taken in 2018, less those they took, times the credits of 2018. Courses with hours, not further education.
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
)
select
    t.year,
    (select hours from total where year = 2018) * t.units - t.hours * (select units from total where year = 2018) as numerator,
    (select units from total where year = 2018) as denominator
from total t
where t.year between 2018 and 2025 and exists (select 1 from total where year = 2018)
order by t.year
