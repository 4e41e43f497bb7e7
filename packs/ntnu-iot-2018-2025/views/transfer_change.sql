-- A row is one ledger line of a transfer between BOA and BFV, or of own effort in projects, in its own year with its amount,
-- and each line of 2018 once in every year with the opposite sign. The sum of a year is the change since 2018.
-- Own effort counts on the side that pays, BFV. Without an account for it in the chart of the year the net transfer is not known.
with line as (
    select
        rows,
        unit,
        year,
        transfer,
        case when category = 'own_effort' and financing = 'BFV' then amount else 0 end as own_effort
    from ledger_entries
    where transfer <> 0 or (category = 'own_effort' and financing = 'BFV')
),
span as (
    select distinct unit, year from line
),
charted as (
    select
        s.unit,
        s.year,
        case when count(m.account) > 0 then true end as with_own_effort
    from span s
    left join account_map m
        on m.category = 'own_effort'
        and m.chart = case when s.year <= 2022 then 'maconomy' else 'unit4' end
        and make_date(s.year, 12, 31) between m.valid_from and coalesce(m.valid_to, date '9999-12-31')
    group by s.unit, s.year
)
select l.rows, l.unit, n.year, n.with_own_effort and b.with_own_effort as known, l.transfer as gross, l.transfer - l.own_effort as net
from line l
join charted n on n.unit = l.unit and n.year = l.year
join charted b on b.unit = l.unit and b.year = 2018
union all
select l.rows, l.unit, n.year, n.with_own_effort and b.with_own_effort, -l.transfer, l.own_effort - l.transfer
from line l
join charted n on n.unit = l.unit
join charted b on b.unit = l.unit and b.year = 2018
where l.year = 2018
