-- Old and new names of calls lead to the same group: KPN is KSP today, SFI, SFF, FME and SFU are centres.
select
    no,
    title,
    case
        when lower(type_group) in ('eu-prosjekt', 'horisont europa', 'horizon europe', 'horisont 2020', 'h2020', 'erasmus+') then 'eu'
        when lower(type_group) in ('senter', 'sfi', 'sff', 'fme', 'sfu') then 'centre'
        when lower(type_group) in ('nasjonal', 'nasjonalt', 'nfr', 'ipn', 'kpn', 'ksp', 'ksp-s', 'forskerprosjekt') then 'national'
        when lower(type_group) = 'oppdrag' then 'commission'
        when lower(type_group) in ('annet', 'andre') then 'other'
        else lower(type_group)
    end as type_group,
    programme,
    role,
    unit,
    start_date,
    end_date,
    signed,
    externally_funded,
    research,
    line
from staging
