-- A row is a ledger line of income, or what one unit that moved in (taken out again) or out (added back) accounts for in a year.
-- Only the change since 2018 is corrected: a unit that came in the course of 2018 is in the baseline with what it had that year.
-- What moved counts with the amounts of the move, so growth in the unit afterwards is the department's own.
with line as (
    select rows, unit, year, case when category = 'bfv_income' then 'bfv' else 'boa' end as part, income as amount
    from ledger_entries
    where
        (financing = 'BFV' and category = 'bfv_income')
        or (financing in ('Bidrag', 'Oppdrag') and category = 'boa_income')
),
moved as (
    select
        e.row_id,
        a.unit,
        cast(year(e.on_date) as integer) as year,
        case when e.kind = 'in' then -1 else 1 end as sign,
        m.part,
        case when m.part = 'bfv' then e.bfv_first_year else e.boa_first_year end as first_year,
        case when m.part = 'bfv' then e.bfv_full_year else e.boa_full_year end as full_year
    from unit_event e
    join unit_alias a on a.code = e.unit and year(e.on_date) between a.from_year and a.to_year
    join (values ('bfv'), ('boa')) m(part) on true
    where e.kind in ('in', 'out') and e.on_date >= date '2018-01-01'
)
select rows, unit, year, part, amount from line
union all
select
    [m.row_id],
    m.unit,
    y.year,
    m.part,
    m.sign
    * (case when y.year = m.year then m.first_year else m.full_year end - case when m.year = 2018 then m.first_year else 0 end)
from moved m
join (select distinct unit, year, part from line) y on y.unit = m.unit and y.part = m.part and y.year >= m.year
