-- Courses with own research on the syllabus and a revision, both dated within the 24 months to 31 December, of the courses given. Not further education.
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
)
select
    g.year,
    count(*) filter (
        where
            exists (
                select 1
                from course_evidence e
                where
                    e.unit in ('230240', '210610')
                    and split_part(e.course, '-', 1) = g.course
                    and e.on_date <= make_date(g.year, 12, 31)
                    and e.on_date + interval 24 months > make_date(g.year, 12, 31)
            )
            and exists (
                select 1
                from course_revision r
                where
                    r.unit in ('230240', '210610')
                    and split_part(r.course, '-', 1) = g.course
                    and r.on_date <= make_date(g.year, 12, 31)
                    and r.on_date + interval 24 months > make_date(g.year, 12, 31)
            )
    ) as numerator,
    count(*) as denominator
from given g
where
    g.year between 2018 and 2025
    and g.course not in (select split_part(code, '-', 1) from course where evu)
    and exists (select 1 from course_evidence)
    and exists (select 1 from course_revision)
group by g.year
order by g.year
