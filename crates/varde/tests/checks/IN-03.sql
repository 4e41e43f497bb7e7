-- Teams with a new plan between 1 August of the year before and 31 July. A plan is new with its first complete version.
-- In years when the register is kept but holds no plan, none were handed in.
with complete_plan as (
    select no, team, delivered, case when version_of is null then no else version_of end as first_no
    from business_plan
    where unit in ('230240', '210610') and stage = 'plan' and complete is distinct from false
),
new_plan as (
    select p.team, p.delivered
    from complete_plan p
    where not exists (
        select 1
        from complete_plan earlier
        where earlier.first_no = p.first_no and (earlier.delivered, earlier.no) < (p.delivered, p.no)
    )
)
select y.year, count(distinct p.team) as numerator, null as denominator
from (select unnest(range(2018, 2026)) as year) y
left join new_plan p on p.delivered between make_date(y.year - 1, 8, 1) and make_date(y.year, 7, 31)
where exists (select 1 from business_plan)
group by y.year
order by y.year
