-- A row is one answer to one question in a round of the department's own survey of students, with how many chose it.
-- Rounds that are not published yet are left out. At least 30 % must have answered for a round to decide; where the number
-- asked is not known, or too few answered, decides is null: not known.
select
    list_concat(s.rows, [r.row_id]) as rows,
    s.unit,
    s.year,
    s.item,
    s.part,
    s.answers,
    s.whole,
    s.substantive,
    s.positive,
    case when r.answered * 100 >= r.invited * 30 then true end as decides
from survey_answers s
left join (
    select r.row_id, a.unit, r.year, r.invited, r.answered, r.published
    from survey_round r
    join unit_alias a on a.code = r.unit and r.year between a.from_year and a.to_year
    where r.survey = 'students'
) r on r.unit = s.unit and r.year = s.year
where s.survey = 'students' and coalesce(r.published, true)
