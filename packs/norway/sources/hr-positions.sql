select
    pid,
    unit,
    code,
    percent,
    case lower(kind)
        when 'fast ansatt' then 'fast'
        when 'permanent' then 'fast'
        when 'midlertidig' then 'midl'
        when 'midl.' then 'midl'
        when 'temporary' then 'midl'
        when 'aremal' then 'åremål'
        when 'fixed term' then 'åremål'
        when 'bistilling 20 %' then 'bistilling'
        when 'ii-stilling' then 'bistilling'
        else lower(kind)
    end as kind,
    case lower(gender) when 'kvinne' then 'K' when 'f' then 'K' when 'female' then 'K' when 'mann' then 'M' when 'male' then 'M' else upper(gender) end as gender,
    from_date,
    to_date,
    financing,
    underlying_permanent,
    line
from staging
