-- Signed centres of the department, counted on each of the days; the fewest. Centres for education (SFU) are not research.
select year(day) as year, min(running) as numerator, null as denominator
from (
    select d.day, (
        select count(*)
        from project
        where
            type_group = 'centre'
            and unit in ('230240', '210610')
            and d.day >= start_date
            and d.day >= signed
            and d.day <= end_date
            and coalesce(research, true)
            and upper(trim(coalesce(programme, ''))) <> 'SFU'
    ) as running
    from (select cast(x as date) as day from generate_series(date '2018-01-01', date '2025-12-31', interval 1 day) as g(x)) as d
)
where exists (select 1 from project)
group by 1
order by 1
