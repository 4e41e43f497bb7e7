-- All answers to the four questions about the help together; "don't know" is none. Ten leaders give forty answers.
select
    year,
    sum(case when option in ('satisfied', 'very_satisfied', 'agree', 'strongly_agree', 'yes', 'prefer', 'strongly_prefer') then answers else 0 end) as numerator,
    sum(answers) as denominator
from survey_answer
where
    survey = 'project_leaders'
    and unit in ('230240', '210610')
    and part is null
    and option <> 'dont_know'
    and item in ('support-clarity', 'support-predictability', 'support-competence', 'support-service')
    and year between 2018 and 2025
group by year
having sum(answers) >= 40
order by year
