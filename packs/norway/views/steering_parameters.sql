-- A row is one of the ministry's steering parameters for one institution and year. They are for institutions only.
select [s.row_id] as rows, u.unit, s.year, s.parameter, s.numerator, s.denominator, s.value
from steering s
join unit_code u
    on u.system = 'dbh' and u.institution = s.institution and u.code = '000000' and s.year between u.from_year and u.to_year
