select
    pid,
    unit,
    program,
    entry_degree,
    case lower(gender) when 'kvinne' then 'K' when 'f' then 'K' when 'female' then 'K' when 'mann' then 'M' when 'male' then 'M' else upper(gender) end as gender,
    admitted,
    fin_start,
    case upper(fin_source) when 'FORSKNINGSRÅDET' then 'NFR' when 'EGENFINANSIERT' then 'EGEN' when 'ANDRE KILDER' then 'ANDRE' else upper(fin_source) end as fin_source,
    duty_days,
    leave_days,
    submitted,
    defended,
    stopped,
    dr_philos,
    line
from staging
