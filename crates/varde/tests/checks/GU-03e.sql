-- GU-03e: persons with MIHMS as first choice in the institution's own admission, and the places announced.
-- A programme has all who applied with its code; programmes that share a code have the places in common.
with wanted as (
    select y.year, coalesce(c.code, 'MIHMS') as code
    from (select unnest(range(2018, 2026)) as year) y
    left join admission_code c on c.programme = 'MIHMS' and c.year = y.year
),
owned as (
    select distinct code
    from program
    where institution = '1150' and department in ('230240', '210610')
),
first_choice as (
    select w.year, sum(a.first_choice) as persons
    from wanted w
    join applicants a on a.year = w.year and a.program = w.code and a.institution = '1150'
    where a.source = 'local' and coalesce(a.stage, 'final') = 'final'
    group by w.year
),
shared as (
    select w.year, p.code as programme
    from wanted w
    join owned p on true
    left join admission_code c on c.programme = p.code and c.year = w.year
    where coalesce(c.code, p.code) = w.code
),
announced as (
    select h.year, sum(s.places) as places
    from shared h
    left join study_places s on s.program = h.programme and s.year = h.year
    group by h.year
    having count(*) = count(s.places)
)
select f.year, f.persons as numerator, p.places as denominator
from first_choice f
join announced p on p.year = f.year
where p.places > 0 and 'MIHMS' in (select code from owned)
order by f.year
