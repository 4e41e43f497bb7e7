-- Persons with a relevant role and a position at the department on one and the same day of the year. No relevant role in a year is none.
select
    y.year,
    (
        select count(distinct e.pid)
        from external_role e
        where e.relevant
            and exists (
                select 1
                from position p
                where p.pid = e.pid
                    and p.unit in ('230240', '210610')
                    and greatest(p.from_date, e.from_date, make_date(y.year, 1, 1))
                        <= least(coalesce(p.to_date, date '9999-12-31'), coalesce(e.to_date, date '9999-12-31'), make_date(y.year, 12, 31))
            )
    ) as numerator,
    null as denominator
from (select unnest(range(2018, 2026)) as year) y
where exists (select 1 from external_role)
order by y.year
