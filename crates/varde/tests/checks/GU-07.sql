-- Ordinary students in Trondheim on programmes where one of our innovation courses can be chosen, of all.
select
    s.year,
    sum(case when s.programme in (
        select p.programme
        from programme_access p, course c
        where
            p.year = s.year
            and p.unit in ('230240', '210610')
            and p.electable
            and not p.blocked
            and split_part(c.code, '-', 1) = split_part(p.course, '-', 1)
            and c.innovation
    ) then s.students else 0 end) as numerator,
    sum(s.students) as denominator
from campus_students s
where
    s.institution = '1150'
    and lower(s.campus) = 'trondheim'
    and s.category = 'ordinary'
    and s.year between 2018 and 2025
    and s.year in (select year from programme_access where unit in ('230240', '210610'))
group by s.year
order by s.year
