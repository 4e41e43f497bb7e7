-- A row is one administrative task in one stage, from the day it reached the stage for as long as the task is done:
-- it is a task, it has been assessed, it was found suitable, and, if suitable, it is digital or automatic.
-- A task counts as suitable, and as digital, from the assessment on.
with task as (
    select
        t.row_id,
        a.unit,
        t.from_date,
        coalesce(t.to_date, date '9999-12-31') as to_date,
        greatest(t.from_date, case when t.suitable is not null then t.assessed end) as known_from,
        t.assessed is not null and t.suitable is not null as assessed,
        t.suitable,
        t.done,
        t.hours_saved
    from admin_task t
    join unit_alias a on a.code = t.unit and year(t.from_date) between a.from_year and a.to_year
)
select [row_id] as rows, unit, from_date, to_date, 'task' as stage, hours_saved
from task
union all
select [row_id], unit, known_from, to_date, 'assessed', hours_saved
from task
where assessed
union all
select [row_id], unit, known_from, to_date, 'suitable', hours_saved
from task
where assessed and suitable
union all
select [row_id], unit, greatest(known_from, done), to_date, 'digital', hours_saved
from task
where assessed and suitable and done is not null
