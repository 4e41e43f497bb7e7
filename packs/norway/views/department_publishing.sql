-- A row is one department's publishing as the national table gives it. Department 000000 is the institution's total and is never added to the departments.
-- A department that no unit stands for counts at the institution itself, so that the institution's sum is whole.
select [p.row_id] as rows, coalesce(u.unit, i.unit) as unit, p.year, p.channel_type, p.publications, p.shares, p.points
from publishing p
left join unit_code u
    on u.system = 'dbh' and u.institution = p.institution and u.code = p.department and p.year between u.from_year and u.to_year
left join unit_code i
    on i.system = 'dbh' and i.institution = p.institution and i.code = '000000' and p.year between i.from_year and i.to_year
where coalesce(u.unit, i.unit) is not null and p.department <> '000000'
