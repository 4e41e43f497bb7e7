-- Positive stories: items share a story by its code, or by title and day; the story belongs to the year of its first item.
with tied as (
    select
        case when story is null then lower(trim(title)) else '' end as headline,
        case when story is null then on_date end as day,
        story,
        on_date,
        tone
    from media_item
    where unit in ('230240', '210610')
),
stories as (
    select min(on_date) as first_day, count(*) filter (where tone = 'positive') as positive_items
    from tied
    group by headline, day, story
)
select year(first_day) as year, count(*) filter (where positive_items > 0) as numerator, null as denominator
from stories
where year(first_day) between 2018 and 2025
group by year(first_day)
order by year
