select
    institution,
    program,
    year,
    case lower(stage) when 'endelig' then 'final' when 'søknadsfrist' then 'april' else lower(stage) end as stage,
    first_choice,
    qualified,
    offers,
    accepted,
    met,
    'SO' as source,
    line
from staging
