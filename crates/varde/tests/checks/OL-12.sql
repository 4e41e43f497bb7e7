-- Answers of all users of the administration together, without those who don't know: the satisfied ones and all.
select
    year,
    sum(case when option in ('very_satisfied', 'satisfied', 'strongly_agree', 'agree', 'yes', 'prefer', 'strongly_prefer') then answers else 0 end)
        as numerator,
    sum(answers) as denominator
from survey_answer
where survey = 'admin_users'
    and item = 'satisfaction'
    and part is null
    and option <> 'dont_know'
    and unit in ('230240', '210610')
    and year between 2018 and 2025
group by year
order by year
