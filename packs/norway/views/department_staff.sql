-- A row is the full-time equivalents of one position code at one department on 1 October.
-- A department that no unit stands for counts at the institution itself, so that the institution's sum is whole.
select
    case when c.row_id is null then [s.row_id] else [s.row_id, c.row_id] end as rows,
    coalesce(u.unit, i.unit) as unit,
    s.year,
    s.position_code,
    coalesce(r.category, c.category) as category,
    s.fte,
    s.women,
    s.men
from staff_fte s
left join unit_code u
    on u.system = 'dbh' and u.institution = s.institution and u.code = s.department and s.year between u.from_year and u.to_year
left join unit_code i
    on i.system = 'dbh' and i.institution = s.institution and i.code = '000000' and s.year between i.from_year and i.to_year
left join position_category r on r.code = s.position_code and make_date(s.year, 10, 1) between r.valid_from and r.valid_to
left join position_code c on c.code = s.position_code
where coalesce(u.unit, i.unit) is not null
