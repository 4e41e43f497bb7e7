-- A row is one permanent academic on 1 October, or those who came (counted away) or went (counted back) with a whole unit since 1 October 2018.
with count_day as (
    select cast(unnest(range(1995, 2041)) as integer) as year
),
person as (
    select flatten(list(s.rows)) as rows, s.unit, y.year, s.person
    from academic_staff s
    join count_day y on make_date(y.year, 10, 1) between s.from_date and s.to_date
    where s.permanent and s.main_position
    group by s.unit, y.year, s.person
)
select rows, unit, year, make_date(year, 10, 1) as matures_on, 1 as heads from person
union all
select
    [e.row_id],
    a.unit,
    y.year,
    make_date(y.year, 10, 1),
    case when e.kind = 'in' then -e.fva else e.fva end
from unit_event e
join unit_alias a on a.code = e.unit and year(e.on_date) between a.from_year and a.to_year
join (select distinct unit, year from person) y on y.unit = a.unit and e.on_date <= make_date(y.year, 10, 1)
where e.kind in ('in', 'out') and e.on_date > date '2018-10-01'
