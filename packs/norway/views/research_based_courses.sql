-- A row is one course that the unit gave in a year, with whether own research is on its syllabus and whether it has been revised,
-- both in the 24 months to 31 December: what is dated 1 January the year before counts, the day before that does not.
with fact as (
    select a.unit, split_part(e.course, '-', 1) as course, 'research' as what, [e.row_id] as rows, e.on_date
    from course_evidence e
    join unit_alias a on a.code = e.unit and year(e.on_date) between a.from_year and a.to_year
    union all
    select a.unit, split_part(r.course, '-', 1), 'revision', [r.row_id], r.on_date
    from course_revision r
    join unit_alias a on a.code = r.unit and year(r.on_date) between a.from_year and a.to_year
),
held as (
    select
        c.unit,
        c.year,
        c.course,
        flatten(list(f.rows)) as rows,
        bool_or(f.what = 'research') as own_research,
        bool_or(f.what = 'revision') as revised
    from active_courses c
    join fact f
        on f.unit = c.unit
        and f.course = c.course
        and f.on_date between make_date(c.year - 1, 1, 1) and make_date(c.year, 12, 31)
    group by c.unit, c.year, c.course
)
select
    list_concat(c.rows, coalesce(h.rows, [])) as rows,
    c.unit,
    c.year,
    c.course,
    c.evu,
    coalesce(h.own_research, false) as own_research,
    coalesce(h.revised, false) as revised
from active_courses c
left join held h on h.unit = c.unit and h.year = c.year and h.course = c.course
