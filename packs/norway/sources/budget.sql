select
    year,
    unit,
    case
        when lower(financing) in ('bevilgning', 'bevilgningsfinansiert') then 'BFV'
        when lower(financing) in ('bidrag og oppdrag', 'eksternt finansiert') then 'BOA'
        else upper(financing)
    end as financing,
    case
        when lower(item) in ('budsjett', 'årsbudsjett') then 'budget'
        when lower(item) in ('tildeling', 'bevilgning', 'ramme') then 'grant'
        when lower(item) in ('inngående balanse', 'ib') then 'balance_in'
        when lower(item) in ('utgående balanse', 'ub', 'avsetning') then 'balance_out'
        else lower(item)
    end as item,
    amount,
    line
from staging
