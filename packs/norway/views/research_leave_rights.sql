-- A row is one permanent academic with research time on 1 October who has earned the right to research leave: long enough at the unit in a
-- position that gives the right. A period counts when it had begun, and for five years after its last day.
with chair as (
    select rows, unit, person, from_date, to_date, code, research_share
    from academic_staff
    where permanent and main_position
),
arrival as (
    select unit, person, min(from_date) as came_on from chair group by unit, person
),
count_day as (
    select cast(unnest(range(1995, 2041)) as integer) as year
)
select
    list_distinct(list_concat(flatten(list(c.rows)), coalesce(list(l.row_id) filter (where l.row_id is not null), []))) as rows,
    c.unit,
    y.year,
    make_date(y.year, 10, 1) as matures_on,
    c.person,
    count(l.row_id) > 0 as had_period,
    count(l.row_id) filter (where l.kind = 'sabbatical') > 0 as had_sabbatical
from chair c
join count_day y on make_date(y.year, 10, 1) between c.from_date and c.to_date
join arrival f on f.unit = c.unit and f.person = c.person
join research_leave_right r on r.code = c.code and make_date(y.year, 10, 1) between r.valid_from and r.valid_to
left join research_leave l
    on l.pid = c.person
    and l.decision = 'granted'
    and l.from_date <= make_date(y.year, 10, 1)
    and l.to_date > make_date(y.year - 5, 10, 1)
where c.research_share > 0 and date_add(f.came_on, r.months * interval 1 month) <= make_date(y.year, 10, 1)
group by c.unit, y.year, c.person
