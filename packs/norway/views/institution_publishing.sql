-- A row is the institution's own total of publishing (department 000000) as the national table gives it.
select [p.row_id] as rows, u.unit, p.year, p.channel_type, p.publications, p.shares, p.points
from publishing p
join unit_code u
    on u.system = 'dbh' and u.institution = p.institution and u.code = p.department and p.year between u.from_year and u.to_year
where p.department = '000000'
