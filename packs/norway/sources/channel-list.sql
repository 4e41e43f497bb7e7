-- A row per channel and year: the list has a column a year. An empty level is no row, so the half-filled last year gives what it has.
-- Publishers have no journal id, and stand in a list of their own or in the same one.
select
    channel_id,
    kind,
    title,
    issn_print,
    issn_online,
    year,
    level,
    line
from (
    select
        coalesce(journal_id, publisher_id) as channel_id,
        case when journal_id is null then 'publisher' when series = '1' then 'series' else 'journal' end as kind,
        title,
        issn_print,
        issn_online,
        unnest([
            2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013, 2012, 2011, 2010,
            2009, 2008, 2007, 2006, 2005, 2004
        ]) as year,
        unnest([
            level_2026, level_2025, level_2024, level_2023, level_2022, level_2021, level_2020, level_2019,
            level_2018, level_2017, level_2016, level_2015, level_2014, level_2013, level_2012, level_2011,
            level_2010, level_2009, level_2008, level_2007, level_2006, level_2005, level_2004
        ]) as level,
        line
    from staging
) as by_year
where level is not null
