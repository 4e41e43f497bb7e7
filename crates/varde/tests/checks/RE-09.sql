-- Courses given in the year with hours, credits and a judged quality: within 12 months, or 36 when the course gave less than 60 credits in all.
with given as (
    select year, course
    from (
        select year, split_part(course, '-', 1) as course, sum(sp_new) as units
        from sp_production
        where institution = '1150' and course_department in ('230240', '210610') and course is not null
        group by all
    )
    where units > 0
    union
    select h.year, split_part(h.course, '-', 1)
    from teaching_hours h
    where
        h.unit in ('230240', '210610')
        and h.hours > 0
        and split_part(h.course, '-', 1) in (select split_part(code, '-', 1) from course where owner_unit in ('230240', '210610'))
),
made as (
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
latest as (
    select g.year, g.course, max(a.assessed) as assessed
    from given g
    join course_assessment a on split_part(a.course, '-', 1) = g.course
    where a.unit in ('230240', '210610') and a.quality is not null and year(a.assessed) <= g.year
    group by all
)
select
    g.year,
    count(*) filter (
        where
            s.hours > 0
            and m.units is not null
            and l.assessed >= make_date(g.year - case when m.units < 1 then 2 else 0 end, 1, 1)
    ) as numerator,
    count(*) as denominator
from given g
left join made m on m.year = g.year and m.course = g.course
left join spent s on s.year = g.year and s.course = g.course
left join latest l on l.year = g.year and l.course = g.course
where g.year between 2018 and 2025 and exists (select 1 from course_assessment) and g.year in (select year from spent)
group by g.year
order by g.year
