-- A row is the last two rounds of the department's own survey of students, at a year: the share that finds the learning environment good
-- against that of the round before, multiplied across. A round stands for its own year and the next. Rounds that are not published, that
-- fewer than 30 % answered or that have fewer than ten answers say nothing.
with round as (
    select
        unit,
        year,
        flatten(list(rows)) as rows,
        sum(case when positive then answers else 0 end) as good,
        sum(answers) as answered
    from student_survey
    where item = 'learning-environment' and substantive and whole and decides
    group by unit, year
    having sum(answers) >= 10
),
pair as (
    select
        unit,
        year,
        lead(year) over (partition by unit order by year) as next_year,
        rows,
        lag(rows) over (partition by unit order by year) as rows_before,
        good,
        answered,
        lag(good) over (partition by unit order by year) as good_before,
        lag(answered) over (partition by unit order by year) as answered_before
    from round
)
select
    list_concat(p.rows, p.rows_before) as rows,
    p.unit,
    y.year,
    p.good * p.answered_before as above,
    p.good_before * p.answered as below
from pair p
join (select cast(unnest(range(2000, 2061)) as integer) as year) y
    on y.year between p.year and least(p.year + 1, coalesce(p.next_year - 1, p.year + 1))
where p.good_before is not null
