-- The analysis code of the old chart takes the place of the subproject. Its accounts are mapped by the register `account_map`.
select
    period,
    account,
    account_name,
    cost_centre,
    unit,
    project,
    subproject,
    case
        when lower(financing) in ('bfv', 'bevilgning', 'bevilgningsfinansiert', 'bevilgningsfinansiert virksomhet') then 'BFV'
        when lower(financing) in ('bidrag', 'bidragsfinansiert', 'bidragsfinansiert aktivitet') then 'Bidrag'
        when lower(financing) in ('oppdrag', 'oppdragsfinansiert', 'oppdragsfinansiert aktivitet') then 'Oppdrag'
        else financing
    end as financing,
    funder,
    amount,
    line
from staging
