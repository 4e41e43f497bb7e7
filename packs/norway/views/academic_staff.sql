-- A row is one academic position (category UN1, or a leader's post on top of a permanent chair) in one stretch with the same work plan:
-- a year that has a work plan, or the days between such years, where the research share is not known.
-- The old professor II codes are side positions whatever the file says; from 2019 the kind of position tells it.
with work_plan as (
    select pid, year, row_id, research, lead(year) over (partition by pid order by year) as next_year
    from workshare
),
stretch as (
    select pid, row_id, research, make_date(year, 1, 1) as from_date, make_date(year, 12, 31) as to_date
    from work_plan
    union all
    select pid, null, null, make_date(year + 1, 1, 1), coalesce(make_date(next_year, 1, 1) - 1, date '9999-12-31')
    from work_plan
    where next_year is null or next_year > year + 1
    union all
    select pid, null, null, date '0001-01-01', make_date(min(year), 1, 1) - 1
    from workshare
    group by pid
    union all
    select distinct p.pid, null, null, date '0001-01-01', date '9999-12-31'
    from position p
    where not exists (select 1 from workshare w where w.pid = p.pid)
),
post as (
    select
        p.row_id,
        p.pid,
        p.unit,
        p.code,
        coalesce(r.category, c.category) as category,
        coalesce(r.professor_ii, false) as professor_ii,
        p.percent,
        p.kind,
        p.gender,
        coalesce(p.underlying_permanent, false) as underlying_permanent,
        p.from_date,
        coalesce(p.to_date, date '9999-12-31') as to_date
    from position p
    left join position_category r on r.code = p.code and p.from_date between r.valid_from and r.valid_to
    left join position_code c on c.code = p.code
)
select
    case when s.row_id is null then [p.row_id] else [p.row_id, s.row_id] end as rows,
    a.unit,
    greatest(p.from_date, s.from_date) as from_date,
    least(p.to_date, s.to_date) as to_date,
    p.pid as person,
    coalesce(p.kind = 'fast', false) or p.underlying_permanent as permanent,
    coalesce(p.kind <> 'bistilling', true) and not p.professor_ii as main_position,
    s.research as research_share,
    p.gender,
    p.percent,
    p.percent * 0.01 as fte,
    p.code,
    p.category
from post p
join unit_alias a on a.code = p.unit and year(p.from_date) <= a.to_year and year(p.to_date) >= a.from_year
join stretch s on s.pid = p.pid and s.from_date <= p.to_date and s.to_date >= p.from_date
where p.category = 'UN1' or p.underlying_permanent
