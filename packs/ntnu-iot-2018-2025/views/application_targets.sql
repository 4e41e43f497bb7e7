-- A row is one of the programmes with an application target in one year, and whether the target is met: as many first-choice
-- applicants as the target wants for each study place, compared without dividing.
-- Left out are programmes without an intake that year: closed or not begun, or with 0 study places announced.
-- Left out are programmes whose applicants or places nobody knows; and when no other programme has missed its target,
-- the whole year, because then it can't be known that all are met.
with applied as (
    select
        f.unit, f.year, f.programme, flatten(list(f.rows)) as rows, sum(f.first_choice) as first_choice
    from admission_applicants f
    join application_target t
        on t.programme = f.programme
        and t.admission = f.source
        and t.stage = f.stage
        and make_date(f.year, 4, 15) between t.valid_from and t.valid_to
    group by f.unit, f.year, f.programme
),
announced as (
    select unit, year, programme, flatten(list(rows)) as rows, sum(places) as places
    from admission_places
    group by unit, year, programme
),
asked as (
    select unit, year from applied
    union
    select a.unit, a.year from announced a join application_target t on t.programme = a.programme
),
judged as (
    select
        list_concat(coalesce(f.rows, []), coalesce(p.rows, [])) as rows,
        a.unit,
        a.year,
        t.programme,
        f.first_choice >= t.per_place * p.places as met
    from asked a
    join application_target t on make_date(a.year, 4, 15) between t.valid_from and t.valid_to
    left join applied f on f.unit = a.unit and f.year = a.year and f.programme = t.programme
    left join announced p on p.unit = a.unit and p.year = a.year and p.programme = t.programme
    where coalesce(p.places, 1) > 0
        and not exists (
            select 1
            from program o
            where o.code = t.programme
                and (a.year < coalesce(o.valid_from_year, 0) or a.year > coalesce(o.valid_to_year, 9999))
        )
),
decided as (
    select unit, year
    from judged
    group by unit, year
    having count_if(met is null) = 0 or count_if(not met) > 0
)
select j.rows, j.unit, j.year, j.programme, j.met
from judged j
join decided d on d.unit = j.unit and d.year = j.year
where j.met is not null
