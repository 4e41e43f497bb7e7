-- A row is one ledger line with the category that the controller's account map gives its account.
-- The chart is Maconomy's to 2022 and Unit4's from 2023. The longest account or account class that fits wins. Period 13 is the year-end and belongs to December.
-- A line whose account is not in the map belongs nowhere; without a map there is no data.
-- `amount` has the file's sign (costs positive, income negative); `income` has it turned.
-- `transfer` is the gross transfer from BOA to BFV. Each transfer is booked on both sides, so one side counts: buy-out of salary by its credit
-- on BFV, indirect costs by their charge on the project.
with account as (
    select distinct account, period // 100 as year, least(period % 100, 12) as month
    from ledger
),
mapped as (
    select
        k.account,
        k.year,
        k.month,
        arg_max(m.category, length(m.account)) as category,
        arg_max(m.row_id, length(m.account)) as map_row
    from account k
    join account_map m
        on starts_with(k.account, m.account)
        and m.chart = case when k.year <= 2022 then 'maconomy' else 'unit4' end
        and make_date(k.year, k.month, 1) between m.valid_from and coalesce(m.valid_to, date '9999-12-31')
    group by k.account, k.year, k.month
)
select
    [l.row_id, m.map_row] as rows,
    a.unit,
    l.period // 100 as year,
    l.period,
    l.account,
    l.financing,
    l.funder,
    l.project,
    m.category,
    l.amount,
    -l.amount as income,
    case
        when m.category = 'transfer_frikjop' and l.financing = 'BFV' then -l.amount
        when m.category = 'transfer_indirect' and l.financing in ('Bidrag', 'Oppdrag') then l.amount
        else 0
    end as transfer
from ledger l
join unit_alias a on a.code = l.unit and l.period // 100 between a.from_year and a.to_year
join mapped m on m.account = l.account and m.year = l.period // 100 and m.month = least(l.period % 100, 12)
