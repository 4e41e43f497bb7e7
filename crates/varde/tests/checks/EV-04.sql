-- Credits of further education over those of basic education, in courses that the department owns.
-- Credits are further education when the student's programme is, or the course; the national table writes a version after the course code.
with produced as (
    select
        s.year,
        s.sp_new,
        exists (
            select 1
            from program p
            where p.institution = s.institution
                and p.code = s.program
                and p.evu
                and (p.valid_from_year is null or p.valid_from_year <= s.year)
                and (p.valid_to_year is null or p.valid_to_year >= s.year)
        )
        or exists (
            select 1
            from course c
            where regexp_replace(c.code, '-.*$', '') = regexp_replace(s.course, '-.*$', '') and c.evu
        ) as further
    from sp_production s
    where s.institution = '1150'
        and s.year between 2018 and 2025
        and s.course_department in ('230240', '210610')
)
select
    year,
    coalesce(sum(sp_new) filter (where further), 0) as numerator,
    coalesce(sum(sp_new) filter (where not further), 0) as denominator
from produced
group by year
order by year
