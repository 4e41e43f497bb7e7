-- A row is one story, however many outlets carried it, in the year it first appeared.
-- Items are one story when they have the same story code, or else the same title on the same day; a headline's letters and blanks at the ends do not matter.
-- A story is positive when a person has marked one of its items so.
with item as (
    select
        m.row_id,
        a.unit,
        m.on_date,
        m.tone,
        coalesce('s:' || m.story, 't:' || lower(trim(m.title)) || ' ' || cast(m.on_date as varchar)) as story
    from media_item m
    join unit_alias a on a.code = m.unit and year(m.on_date) between a.from_year and a.to_year
)
select
    list(row_id) as rows,
    unit,
    cast(year(min(on_date)) as integer) as year,
    story,
    bool_or(tone = 'positive') as positive
from item
group by unit, story
