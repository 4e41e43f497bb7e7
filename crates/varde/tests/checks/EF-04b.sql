-- Every day by itself: the department's EU projects, and those where a wp_lead is employed here that day. The day with the smallest share is the year's.
with days as (
    select cast(d as date) as day from generate_series(date '2018-01-01', date '2025-12-31', interval 1 day) as g(d)
),
counted as (
    select
        days.day,
        count(distinct project.no) as every_one,
        count(distinct case when exists (
            select 1
            from project_member as m, position as e
            where
                m.project = project.no
                and m.role = 'wp_lead'
                and (m.from_date is null or m.from_date <= days.day)
                and (m.to_date is null or m.to_date >= days.day)
                and e.pid = m.pid
                and e.unit in ('230240', '210610')
                and e.from_date <= days.day
                and (e.to_date is null or e.to_date >= days.day)
        ) then project.no end) as with_package
    from days
    join project on
        project.type_group = 'eu'
        and project.unit in ('230240', '210610')
        and project.start_date <= days.day
        and project.signed <= days.day
        and project.end_date >= days.day
    group by days.day
)
select year, with_package as numerator, every_one as denominator
from (
    select
        *,
        year(day) as year,
        row_number() over (partition by year(day) order by with_package * 1.0 / every_one, day) as place
    from counted
)
where place = 1 and exists (select 1 from project_member) and exists (select 1 from position)
order by year
