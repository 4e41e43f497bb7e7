-- GU-03q: how many of the seven programmes reach their applicants per place, among those with an intake and known numbers.
-- A year counts when all are known, or when at least one has missed. The survey is a condition beside it.
with target(programme, source, stage, per_place) as (
    values
        ('MTIØT', 'SO', 'april', 5), ('INGLOG', 'SO', 'april', 2), ('MIENTRE', 'local', 'final', 2),
        ('MENTRE', 'local', 'final', 2), ('MSPROMAN', 'local', 'final', 2), ('MIHMS', 'local', 'final', 2),
        ('MHMS', 'local', 'final', 2)
),
wanted as (
    select y.year, t.*, coalesce(c.code, t.programme) as code
    from target t
    cross join (select unnest(range(2018, 2026)) as year) y
    left join admission_code c on c.programme = t.programme and c.year = y.year
    -- Closed or not begun that year.
    where not exists (
        select 1
        from program p
        where p.code = t.programme and (p.valid_from_year > y.year or p.valid_to_year < y.year)
    )
),
number as (
    select
        w.year,
        w.programme,
        w.per_place,
        (
            select sum(a.first_choice)
            from applicants a
            where a.institution = '1150' and a.program = w.code and a.year = w.year
                and a.source = w.source and coalesce(a.stage, 'final') = w.stage
        ) as persons,
        (
            select case when count(*) = count(s.places) then sum(s.places) end
            from wanted o
            left join study_places s on s.program = o.programme and s.year = o.year
            where o.code = w.code and o.year = w.year
        ) as places
    from wanted w
),
outcome as (
    select year, programme, persons >= per_place * places as met
    from number
    where places is null or places > 0
)
select year, count(*) filter (where met) as numerator, count(met) as denominator
from outcome
where year in (select year from number where persons is not null or places is not null)
group by year
having count(*) = count(met) or count(*) filter (where not met) > 0
order by year
