-- `Bevilgning` in the file is what the regulation calls bevilgningsfinansiert virksomhet, BFV.
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
