-- A row is one agreement with a programme of others, for as long as it holds.
select
    [g.row_id] as rows,
    a.unit,
    g.from_date,
    coalesce(g.to_date, date '9999-12-31') as to_date,
    g.no,
    g.course,
    g.programme,
    g.partner
from course_agreement g
join unit_alias a
    on a.code = g.unit
    and year(g.from_date) <= a.to_year
    and year(coalesce(g.to_date, date '9999-12-31')) >= a.from_year
