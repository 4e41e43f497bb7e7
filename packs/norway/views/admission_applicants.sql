-- A row is the applicants that one programme is judged by at one stage of the admission: those who applied with its code.
-- Where the register says that a programme shares a code with another, both have all who applied with that code.
select
    case when c.row_id is null then p.rows else list_concat(p.rows, [c.row_id]) end as rows,
    p.unit,
    p.year,
    p.programme,
    coalesce(p.stage, 'final') as stage,
    p.source,
    p.first_choice
from programme_applicants p
left join admission_code c on c.programme = p.programme and c.year = p.year
where coalesce(c.code, p.programme) = p.programme
union all
select
    [a.row_id, p.row_id, c.row_id],
    u.unit,
    c.year,
    c.programme,
    coalesce(a.stage, 'final'),
    a.source,
    a.first_choice
from admission_code c
join program p on p.code = c.programme and c.year between coalesce(p.valid_from_year, 0) and coalesce(p.valid_to_year, 9999)
join applicants a on a.institution = p.institution and a.program = c.code and a.year = c.year
join unit_code u
    on u.system = 'dbh' and u.institution = p.institution and u.code = p.department and c.year between u.from_year and u.to_year
where c.code <> c.programme
