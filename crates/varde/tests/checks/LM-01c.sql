-- Yes over all answers but "don't know" on learning with a fellow student, in rounds that are not held back.
select
    year,
    coalesce(sum(answers) filter (where option in ('very_satisfied', 'satisfied', 'strongly_agree', 'agree', 'yes', 'prefer', 'strongly_prefer')), 0) as numerator,
    sum(answers) as denominator
from survey_answer
where survey = 'students'
    and item = 'learns-with-fellow-student'
    and part is null
    and option <> 'dont_know'
    and unit in ('230240', '210610')
    and year between 2018 and 2025
    and year not in (select year from survey_round where survey = 'students' and unit in ('230240', '210610') and not published)
group by year
order by year
