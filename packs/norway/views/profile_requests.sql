-- A row is one request for a work profile, in the year that its answer is due, or the scheme itself in a year with a description in force on 31 December.
-- With the scheme in place a year without requests has none that are late. A request without an answer is late once the deadline has passed.
select
    [r.row_id] as rows,
    a.unit,
    cast(year(r.due) as integer) as year,
    true as request,
    r.answered_on is null or r.answered_on > r.due as late,
    case when r.answered_on is null then r.due + 1 end as matures_on
from profile_request r
join unit_alias a on a.code = r.unit and year(r.due) between a.from_year and a.to_year
union all
select e.rows, e.unit, y.year, false, false, null
from evidence_held e
join (select cast(unnest(range(2000, 2061)) as integer) as year) y on make_date(y.year, 12, 31) between e.from_date and e.to_date
where e.kind = 'profile_scheme'
