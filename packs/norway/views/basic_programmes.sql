-- A row is one programme of basic education in one year, at the unit that owns it: bachelor's, master's and professional degrees
-- that are not further education. Levels are DBH's codes; a programme without a level counts.
-- It is established from the second year after its first; a programme without a first year has always been there.
select
    [p.row_id] as rows,
    u.unit,
    y.year,
    p.code as programme,
    coalesce(p.valid_from_year, 0) <= y.year - 2 as established
from program p
join (select cast(unnest(range(2000, 2061)) as integer) as year) y
    on y.year between coalesce(p.valid_from_year, 0) and coalesce(p.valid_to_year, 9999)
join unit_code u
    on u.system = 'dbh' and u.institution = p.institution and u.code = p.department and y.year between u.from_year and u.to_year
where not coalesce(p.evu, false) and coalesce(left(p.level, 1) in ('B', 'M') or left(p.level, 2) = 'PR', true)
