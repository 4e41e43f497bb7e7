select
    project,
    pid,
    case
        when lower(role) in ('leder', 'prosjektleder', 'pi') then 'leader'
        when lower(role) in ('arbeidspakkeleder', 'ap-leder', 'wp-leder', 'wp leader') then 'wp_lead'
        when lower(role) in ('medlem', 'deltaker') then 'member'
        else lower(role)
    end as role,
    from_date,
    to_date,
    line
from staging
