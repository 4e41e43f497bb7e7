-- Different organisation numbers, founded in the year, found in the national register and not deleted within the year.
-- In years when the register is kept but holds no company, none were founded.
with company as (
    select org_no, min(founded) as founded, min(deleted) as deleted
    from startup
    where unit in ('230240', '210610') and org_no is not null
    group by org_no
    having count(verified) > 0
)
select y.year, count(c.org_no) as numerator, null as denominator
from (select unnest(range(2018, 2026)) as year) y
left join company c
    on c.founded between make_date(y.year, 1, 1) and make_date(y.year, 12, 31)
    and (c.deleted is null or c.deleted > make_date(y.year, 12, 31))
where exists (select 1 from startup)
group by y.year
order by y.year
