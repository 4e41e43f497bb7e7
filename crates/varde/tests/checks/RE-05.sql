-- Salary on BFV less refunds and buy-out, over the BFV budget of the year.
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
salary as (
    select year, sum(amount) as amount
    from named
    where financing = 'BFV' and (category = 'salary' or category = 'salary_refund' or category = 'transfer_frikjop')
    group by year
)
select s.year, s.amount as numerator, sum(b.amount) as denominator
from salary s
join budget b on b.year = s.year and b.unit in ('230240', '210610') and b.financing = 'BFV' and b.item = 'budget'
where s.year between 2018 and 2025
group by s.year, s.amount
order by 1
