-- A row is the credits of one course, one student programme and one category in a year, in 60-credit units, at the unit that owns the course.
-- The national table writes the version after the code (TIØ4105-1); the register may leave it out, so the part before the hyphen is compared.
-- A programme that is not in the list of programmes belongs to someone else. A course without a mission tag is anchored in the mission.
with courses as (
    select
        split_part(code, '-', 1) as code,
        bool_or(coalesce(evu, false)) as evu,
        bool_or(coalesce(mission, true)) as mission,
        list(row_id) as rows
    from course
    group by split_part(code, '-', 1)
)
select
    list_concat(list_concat([s.row_id], case when p.row_id is null then [] else [p.row_id] end), coalesce(k.rows, [])) as rows,
    u.unit,
    s.year,
    s.course,
    s.program as programme,
    coalesce(o.unit = u.unit, false) as own_programme,
    coalesce(k.mission, true) as mission,
    coalesce(k.evu, false) or coalesce(p.evu, false) as evu,
    s.sp_new as points
from sp_production s
join unit_code u
    on u.system = 'dbh' and u.institution = s.institution and u.code = s.course_department and s.year between u.from_year and u.to_year
left join courses k on k.code = split_part(s.course, '-', 1)
left join program p
    on p.institution = s.institution
    and p.code = s.program
    and s.year between coalesce(p.valid_from_year, 0) and coalesce(p.valid_to_year, 9999)
left join unit_code o
    on o.system = 'dbh' and o.institution = p.institution and o.code = p.department and s.year between o.from_year and o.to_year
