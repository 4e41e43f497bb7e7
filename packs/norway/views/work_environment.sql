-- A row is one answer on the work environment as a whole in a work environment survey, in one year that the round stands for:
-- its own and those after it until the next round, at most two. Rounds that are not published yet are left out.
with answer as (
    select s.rows, s.unit, s.year, s.answers, s.substantive, s.positive, r.row_id, r.published
    from survey_answers s
    left join (
        select r.row_id, a.unit, r.year, r.published
        from survey_round r
        join unit_alias a on a.code = r.unit and r.year between a.from_year and a.to_year
        where r.survey = 'ark'
    ) r on r.unit = s.unit and r.year = s.year
    where s.survey = 'ark' and s.item = 'work-environment' and s.whole and coalesce(r.published, true)
),
round as (
    select unit, year, lead(year) over (partition by unit order by year) as next_year
    from (select distinct unit, year from answer)
)
select
    list_concat(s.rows, [s.row_id]) as rows,
    s.unit,
    y.year,
    s.answers,
    s.substantive,
    s.positive
from answer s
join round n on n.unit = s.unit and n.year = s.year
join (select cast(unnest(range(2000, 2061)) as integer) as year) y
    on y.year between s.year and least(s.year + 2, coalesce(n.next_year - 1, s.year + 2))
