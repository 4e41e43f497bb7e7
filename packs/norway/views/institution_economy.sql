-- A row is one institution's accounts for a year. The national table is in 1000 kroner; here the amounts are in kroner.
select
    [e.row_id] as rows,
    u.unit,
    e.year,
    e.operating_income * 1000 as operating_income,
    e.operating_cost * 1000 as operating_cost,
    e.state_grant * 1000 as state_grant,
    e.salary_cost * 1000 as salary_cost,
    e.reserve * 1000 as reserve
from economy e
join unit_code u
    on u.system = 'dbh' and u.institution = e.institution and u.code = '000000' and e.year between u.from_year and u.to_year
