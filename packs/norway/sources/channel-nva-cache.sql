-- The history is JSON whose quotes are not doubled, so it is read as text: {"year":2024,"level":"1"},{"year":2023,…
-- A row whose own id is another than PID is an old id of a channel that has its row besides.
select
    channel_id,
    kind,
    title,
    issn_print,
    issn_online,
    cast(year as integer) as year,
    level,
    line
from (
    select
        channel_id,
        kind,
        title,
        issn_print,
        issn_online,
        year,
        regexp_extract(history, '"year":' || year || ',"level":"([^"]*)"', 1) as level,
        line
    from (
        select
            pid as channel_id,
            case type when 'Forlag' then 'publisher' when 'Serie' then 'series' else 'journal' end as kind,
            title,
            issn_print,
            issn_online,
            history,
            unnest(range(2004, 2031)) as year,
            line
        from staging
        where coalesce(child_pid, pid) = pid
    ) as by_year
) as by_level
where level <> ''
