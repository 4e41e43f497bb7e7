-- A row is one permanent academic in a stretch of days in which nothing changes: position, office, opting out.
-- An opt-out holds from the day the person has confirmed it. Where the register says nothing of a person, office is null: not known,
-- which is no office of one's own as soon as it is known of others.
with chair as (
    select rows, unit, person, from_date, to_date
    from academic_staff
    where permanent and main_position
),
fact as (
    select pid as person, kind as what, row_id, from_date, coalesce(to_date, date '9999-12-31') as to_date
    from office
    union all
    select pid, 'opted_out', row_id, greatest(from_date, opt_out_confirmed), coalesce(to_date, date '9999-12-31')
    from office
    where opt_out_confirmed is not null
),
change as (
    select person, from_date as day from chair
    union
    select person, to_date + 1 from chair where to_date < date '9999-12-31'
    union
    select person, from_date from fact
    union
    select person, to_date + 1 from fact where to_date < date '9999-12-31'
),
stretch as (
    select person, day as from_date, coalesce(lead(day) over (partition by person order by day) - 1, date '9999-12-31') as to_date
    from change
)
select
    list_distinct(list_concat(flatten(list(c.rows)), list(f.row_id))) as rows,
    c.unit,
    s.from_date,
    s.to_date,
    s.person,
    bool_or(f.what = 'single') as own_office,
    bool_or(f.what in ('single', 'waiting')) as own_office_or_waiting,
    coalesce(bool_or(f.what = 'opted_out'), false) as opted_out
from stretch s
join chair c on c.person = s.person and c.from_date <= s.from_date and c.to_date >= s.to_date
left join fact f on f.person = s.person and f.from_date <= s.from_date and f.to_date >= s.to_date
group by c.unit, s.person, s.from_date, s.to_date
