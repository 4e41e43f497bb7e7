-- A row is one new doctorate in the year of the defence, and what is known of the first twelve months after it (the same date a year later included).
-- Relevant is an academic, research or expert post that the person has in that time, whether it began before the defence or after.
-- Someone is traced when such a post is found, or when somebody looked after the twelve months; a look before that proves only what it finds.
-- The row is certain when the post has begun, or on the first day after the twelve months. Those not traced keep an empty traced_person.
with degree as (
    select
        p.row_id,
        a.unit,
        p.pid,
        p.defended,
        cast(p.defended + interval 12 months as date) as limit_date
    from phd p
    join unit_alias a on a.code = p.unit and year(p.defended) between a.from_year and a.to_year
    where not coalesce(p.dr_philos, false)
),
found as (
    select
        d.row_id,
        list(f.row_id) as rows,
        min(greatest(f.from_date, d.defended)) filter (
            where f.post in ('academic', 'research', 'expert')
            and f.from_date <= d.limit_date
            and coalesce(f.to_date, date '9999-12-31') >= d.defended
        ) as relevant_from,
        bool_or(f.checked >= d.limit_date) as followed_up
    from degree d
    join phd_follow_up f on f.pid = d.pid
    group by d.row_id
)
select
    list_concat([d.row_id], coalesce(f.rows, [])) as rows,
    d.unit,
    cast(year(d.defended) as integer) as year,
    d.pid as person,
    case when f.relevant_from is not null or f.followed_up then d.pid end as traced_person,
    f.relevant_from is not null as relevant,
    least(f.relevant_from, d.limit_date + 1) as matures_on
from degree d
left join found f on f.row_id = d.row_id
