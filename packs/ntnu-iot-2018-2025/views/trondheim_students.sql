-- A row is the students of one programme in Trondheim in a year, with whether they can choose one of the unit's courses with the tag innovation:
-- it is in the programme's plan and no prerequisite shuts them out. In a year without the list of such courses nothing is known.
with innovation_course as (
    select split_part(code, '-', 1) as course, list(row_id) as rows
    from course
    group by split_part(code, '-', 1)
    having bool_or(innovation)
),
listed as (
    select distinct a.unit, p.year
    from programme_access p
    join unit_alias a on a.code = p.unit and p.year between a.from_year and a.to_year
),
choice as (
    select a.unit, p.year, p.programme, list_concat(list(p.row_id), flatten(list(c.rows))) as rows
    from programme_access p
    join unit_alias a on a.code = p.unit and p.year between a.from_year and a.to_year
    join innovation_course c on c.course = split_part(p.course, '-', 1)
    where p.electable and not p.blocked
    group by a.unit, p.year, p.programme
)
select
    list_distinct(list_concat([s.row_id], coalesce(c.rows, []))) as rows,
    l.unit,
    s.year,
    s.programme,
    s.faculty,
    s.category = 'ordinary' as ordinary,
    s.students,
    c.programme is not null as can_choose
from campus_students s
join listed l on l.year = s.year
join (select distinct unit, institution from unit_code where system = 'dbh') u on u.unit = l.unit and u.institution = s.institution
left join choice c on c.unit = l.unit and c.year = s.year and c.programme = s.programme
where lower(s.campus) = 'trondheim'
