-- Satisfied and very satisfied over all answers but "don't know", in the latest published round of the year or the two before.
with years as (
    select cast(unnest(range(2018, 2026)) as integer) as year
),
answer as (
    select year, option, answers
    from survey_answer
    where survey = 'ark'
        and item = 'work-environment'
        and part is null
        and unit in ('230240', '210610')
        and year not in (select year from survey_round where survey = 'ark' and unit in ('230240', '210610') and not published)
),
latest as (
    select y.year, max(a.year) as round
    from years y
    join answer a on a.year between y.year - 2 and y.year
    group by y.year
)
select
    l.year,
    coalesce(sum(a.answers) filter (where a.option in ('very_satisfied', 'satisfied', 'strongly_agree', 'agree', 'yes', 'prefer', 'strongly_prefer')), 0) as numerator,
    sum(a.answers) as denominator
from latest l
join answer a on a.year = l.round
where a.option <> 'dont_know'
group by l.year
order by l.year
