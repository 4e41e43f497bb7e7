-- A row is one answer of programme leaders elsewhere to whether they prefer our courses, with how many chose it.
-- A round that is not published yet is left out.
select
    case when r.row_id is null then s.rows else list_concat(s.rows, [r.row_id]) end as rows,
    s.unit,
    s.year,
    s.answers,
    s.substantive,
    s.positive,
    s.whole
from survey_answers s
left join (
    select r.row_id, a.unit, r.year, r.published
    from survey_round r
    join unit_alias a on a.code = r.unit and r.year between a.from_year and a.to_year
    where r.survey = 'partners'
) r on r.unit = s.unit and r.year = s.year
where s.survey = 'partners' and s.item = 'prefer-courses' and coalesce(r.published, true)
