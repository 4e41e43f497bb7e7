-- A row is one permanent academic, before or after the day of the doctorate. Fields that fit are technology or science, economics, management,
-- or a mix of them. Without a doctorate the competence does not fit; where nothing is registered of a person, it is null: not known.
with field as (
    select
        row_id,
        pid,
        coalesce(confirmed, false) as confirmed,
        degree_field in ('technology_science', 'economics', 'management', 'mixed') as degree_fits,
        coalesce(doctorate_field in ('technology_science', 'economics', 'management', 'mixed'), false) as doctorate_fits,
        doctorate_on
    from competence
),
phase as (
    select row_id, pid, confirmed, degree_fits and doctorate_fits as fits, coalesce(doctorate_on, date '0001-01-01') as from_date, date '9999-12-31' as to_date
    from field
    union all
    select row_id, pid, confirmed, false, date '0001-01-01', doctorate_on - 1
    from field
    where doctorate_on is not null
)
select
    case when p.row_id is null then s.rows else list_concat(s.rows, [p.row_id]) end as rows,
    s.unit,
    greatest(s.from_date, p.from_date) as from_date,
    least(s.to_date, p.to_date) as to_date,
    s.person,
    p.fits,
    p.confirmed
from academic_staff s
left join phase p on p.pid = s.person and p.from_date <= s.to_date and p.to_date >= s.from_date
where s.permanent and s.main_position
