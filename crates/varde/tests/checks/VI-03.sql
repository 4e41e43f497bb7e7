-- Buy-out credited to BFV plus indirect costs charged to projects, less own effort paid by BFV, minus the same in 2018.
-- The account map's longest match decides; own effort must have an account in the chart of both years.
with booked as (
    select
        l.period // 100 as year,
        l.financing,
        l.amount,
        (
            select arg_max(m.category, length(m.account))
            from account_map m
            where
                starts_with(l.account, m.account)
                and m.chart = case when l.period < 202300 then 'maconomy' else 'unit4' end
                and m.valid_from <= make_date(l.period // 100, least(l.period % 100, 12), 1)
                and coalesce(m.valid_to, date '9999-12-31') >= make_date(l.period // 100, least(l.period % 100, 12), 1)
        ) as category
    from ledger l
    where l.unit in ('230240', '210610')
),
net as (
    select
        year,
        sum(
            case
                when category = 'transfer_frikjop' and financing = 'BFV' then -amount
                when category = 'transfer_indirect' and financing in ('Bidrag', 'Oppdrag') then amount
                when category = 'own_effort' and financing = 'BFV' then -amount
                else 0
            end
        ) as net
    from booked
    where category in ('transfer_frikjop', 'transfer_indirect', 'own_effort')
    group by year
)
select n.year, n.net - b.net as numerator, null as denominator
from net n
join net b on b.year = 2018
where
    n.year between 2018 and 2025
    and exists (select 1 from account_map where chart = 'maconomy' and category = 'own_effort')
    and (n.year <= 2022 or exists (select 1 from account_map where chart = 'unit4' and category = 'own_effort'))
order by n.year
