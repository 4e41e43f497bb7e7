-- Gross transfers from projects to the state-funded economy: buy-out credited to BFV and indirect costs charged to projects. The change since 2018 over 2018.
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
    select year, sum(case when category = 'transfer_frikjop' then -amount else amount end) as amount
    from named
    where (category = 'transfer_frikjop' and financing = 'BFV')
        or (category = 'transfer_indirect' and financing in ('Bidrag', 'Oppdrag'))
    group by year
)
select y.year, y.amount - b.amount as numerator, b.amount as denominator
from total y
join total b on b.year = 2018
where y.year between 2018 and 2025
order by 1
