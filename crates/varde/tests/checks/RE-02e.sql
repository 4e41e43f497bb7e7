-- State-funded and external income together, without what whole units brought or took with them since 2018: the change since 2018 over 2018.
-- Known only when the register of moves is kept.
-- Accounts by the longest entry of the account map that they begin with; Maconomy's chart to 2022, Unit4's from 2023; period 13 is December.
with booked as (
    select period // 100 as year, period, account, financing, sum(amount) as amount
    from ledger
    where unit in ('230240', '210610')
    group by period, account, financing
),
named as (
    select
        b.year,
        b.financing,
        b.amount,
        (
            select m.category
            from account_map m
            where m.chart = if(b.year < 2023, 'maconomy', 'unit4')
                and b.account like m.account || '%'
                and m.valid_from <= make_date(b.year, least(b.period % 100, 12), 1)
                and (m.valid_to is null or m.valid_to >= make_date(b.year, least(b.period % 100, 12), 1))
            order by length(m.account) desc
            limit 1
        ) as category
    from booked b
),
total as (
    select year, -sum(amount) as amount
    from named
    where category = case when financing = 'BFV' then 'bfv_income' else 'boa_income' end and financing is not null
    group by year
),
brought as (
    select
        y.year,
        sum(
            case e.kind when 'in' then 1 when 'out' then -1 else 0 end * (
                case when year(e.on_date) = y.year then e.bfv_first_year + e.boa_first_year
                    when year(e.on_date) < y.year then e.bfv_full_year + e.boa_full_year
                    else 0
                end
                - case when year(e.on_date) = 2018 then e.bfv_first_year + e.boa_first_year else 0 end
            )
        ) as amount
    from total y
    cross join unit_event e
    where e.unit in ('230240', '210610') and e.kind <> 'none' and year(e.on_date) >= 2018 and y.year >= 2018
    group by y.year
)
select y.year, y.amount - coalesce(m.amount, 0) - b.amount as numerator, b.amount as denominator
from total y
join total b on b.year = 2018
left join brought m on m.year = y.year
where y.year between 2018 and 2025 and exists (select 1 from unit_event)
order by 1
