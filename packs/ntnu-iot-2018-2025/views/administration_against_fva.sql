-- A row is a year: permanent administrative staff and FVA on 1 October, held against those of 2018.
-- The growth of the one less that of the other is a/a0 - f/f0 = (a*f0 - f*a0) / (a0*f0), so `difference` over `base` is exact.
-- Where one of the four is one to four persons, base is 1, so that the number is hidden like any other of so few persons.
with count_day as (
    select cast(unnest(range(1995, 2041)) as integer) as year
),
person as (
    select 'fva' as part, s.unit, y.year, s.person, flatten(list(s.rows)) as rows
    from academic_staff s
    join count_day y on make_date(y.year, 10, 1) between s.from_date and s.to_date
    where s.permanent and s.main_position
    group by s.unit, y.year, s.person
    union all
    select 'administration', s.unit, y.year, s.person, flatten(list(s.rows))
    from permanent_administration s
    join count_day y on make_date(y.year, 10, 1) between s.from_date and s.to_date
    where s.permanent
    group by s.unit, y.year, s.person
),
heads as (
    select
        unit,
        year,
        flatten(list(rows)) as rows,
        count(*) filter (where part = 'administration') as administration,
        count(*) filter (where part = 'fva') as fva
    from person
    group by unit, year
)
select
    list_distinct(list_concat(n.rows, b.rows)) as rows,
    n.unit,
    n.year,
    make_date(n.year, 10, 1) as matures_on,
    n.administration,
    n.fva,
    n.administration * b.fva - n.fva * b.administration as difference,
    case
        when
            n.administration between 1 and 4
            or n.fva between 1 and 4
            or b.administration between 1 and 4
            or b.fva between 1 and 4
        then 1
        else b.administration * b.fva
    end as base
from heads n
join heads b on b.unit = n.unit and b.year = 2018
