-- A row is one permanent academic on 1 October of a year with a work plan, with the part of the working time that is research.
-- Two posts at the unit are one person. Those who only teach count with nothing.
select
    list_distinct(flatten(list(rows))) as rows,
    unit,
    cast(year(from_date) as integer) as year,
    person,
    max(research_share) * 0.01 as research_years
from academic_staff
where
    permanent
    and main_position
    and research_share is not null
    and make_date(year(from_date), 10, 1) between from_date and to_date
group by unit, person, year(from_date)
