-- Programme leaders elsewhere who prefer our courses, of those who took a stand, in published rounds.
select
    year,
    coalesce(sum(answers) filter (where option in ('very_satisfied', 'satisfied', 'strongly_agree', 'agree', 'yes', 'prefer', 'strongly_prefer')), 0) as numerator,
    sum(answers) as denominator
from survey_answer s
where
    survey = 'partners'
    and item = 'prefer-courses'
    and option <> 'dont_know'
    and part is null
    and unit in ('230240', '210610')
    and year between 2018 and 2025
    and not exists (select 1 from survey_round r where r.survey = s.survey and r.year = s.year and r.unit = s.unit and not r.published)
group by year
order by year
