-- A row is one reason to place MTM on a step in a year: the newest assessment that stands, or a survey in which
-- more of those admitted had MTM as their first choice than any other comparable degree. Such a survey is worth step 3; fewer than ten answers are none.
with assessed as (
    select rows, unit, year, step, row_number() over (partition by unit, year order by on_date desc, rows[1] desc) as place
    from assessments
    where goal = 'EV-01' and coalesce(about, 'MTM') = 'MTM'
)
select rows, unit, year, step
from assessed
where place = 1
union all
select rows, unit, year, 3 as step
from mtm_admission
where answered >= 10 and first_choice > next_choice
