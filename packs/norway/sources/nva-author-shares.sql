-- The unit is the NVA id without leading zeros. The points are those of the affiliation, whatever the report's status:
-- the status is kept beside them, and the views decide what counts.
select
    nva_id,
    year,
    pid,
    coalesce(
        unit,
        regexp_replace(
            institution_no || '.' || coalesce(department_no, '0') || '.' || coalesce(section_no, '0') || '.' || coalesce(group_no, '0'),
            '(^|\.)0+([0-9])',
            '\1\2',
            'g'
        )
    ) as unit,
    case level when 'LevelZero' then '0' when 'LevelOne' then '1' when 'LevelTwo' then '2' else level end as level,
    type,
    case lower(channel_type)
        when 'journal' then 'Journal'
        when 'tidsskrift' then 'Journal'
        when 'series' then 'Series'
        when 'serie' then 'Series'
        when 'publisher' then 'Publisher'
        when 'forlag' then 'Publisher'
        else channel_type
    end as channel_type,
    coalesce(issn_print, issn) as issn,
    base,
    factor,
    shares,
    coalesce(author_points, tentative_points) as points,
    upper(status) as status,
    line
from staging
