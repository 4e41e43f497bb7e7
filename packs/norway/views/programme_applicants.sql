-- A row is the applicants to one programme at one stage of the admission, at the unit that owns the programme.
select
    [a.row_id, p.row_id] as rows,
    u.unit,
    a.year,
    a.program as programme,
    a.stage,
    a.source,
    a.first_choice,
    a.qualified,
    a.offers,
    a.accepted,
    a.met
from applicants a
join program p
    on p.institution = a.institution
    and p.code = a.program
    and a.year between coalesce(p.valid_from_year, 0) and coalesce(p.valid_to_year, 9999)
join unit_code u
    on u.system = 'dbh' and u.institution = p.institution and u.code = p.department and a.year between u.from_year and u.to_year
