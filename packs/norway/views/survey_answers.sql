-- A row is one answer to one question in a round, with how many chose it.
-- "Don't know" is no answer to the question; a neutral answer is one, and is not positive.
select
    [s.row_id] as rows,
    a.unit,
    s.year,
    s.survey,
    s.item,
    s.option,
    s.part,
    s.answers,
    s.part is null as whole,
    s.option <> 'dont_know' as substantive,
    s.option in ('very_satisfied', 'satisfied', 'strongly_agree', 'agree', 'yes', 'prefer', 'strongly_prefer') as positive
from survey_answer s
join unit_alias a on a.code = s.unit and s.year between a.from_year and a.to_year
