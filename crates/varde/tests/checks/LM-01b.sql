-- Agree and strongly agree over all answers but "don't know", in published rounds that at least 30 % answered.
select
    a.year,
    coalesce(sum(a.answers) filter (where a.option in ('very_satisfied', 'satisfied', 'strongly_agree', 'agree', 'yes', 'prefer', 'strongly_prefer')), 0) as numerator,
    sum(a.answers) as denominator
from survey_answer a
join survey_round r on r.survey = 'students' and r.year = a.year and r.unit in ('230240', '210610')
where a.survey = 'students'
    and a.item = 'learning-environment'
    and a.part is null
    and a.option <> 'dont_know'
    and a.unit in ('230240', '210610')
    and a.year between 2018 and 2025
    and r.published is distinct from false
    and 10 * r.answered >= 3 * r.invited
group by a.year
order by a.year
