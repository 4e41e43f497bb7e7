-- A row is one author share that gives points: what one affiliation got for one publication.
-- Disputed and unsettled shares (status other than J) and channels without a level stay out; a share typed in by hand has neither and counts.
-- The impact factor is that of the publication year, or else the newest earlier one.
with impact as (
    select
        channel.issn,
        channel.year,
        max(j.year) as impact_year,
        arg_max(j.value, j.year) as impact_factor,
        arg_max(j.row_id, j.year) as jif_row
    from (select distinct issn, year from publication_share where issn is not null) channel
    join jif j on j.issn = channel.issn and j.year <= channel.year
    group by channel.issn, channel.year
)
select
    case when i.jif_row is null then [s.row_id] else [s.row_id, i.jif_row] end as rows,
    a.unit,
    s.year,
    s.nva_id as publication,
    s.pid as person,
    s.type,
    s.channel_type,
    s.level,
    i.impact_factor,
    i.impact_year,
    s.points
from publication_share s
join unit_alias a on a.code = s.unit and s.year between a.from_year and a.to_year
left join impact i on i.issn = s.issn and i.year = s.year
where coalesce(s.status, 'J') = 'J' and coalesce(s.level, '1') in ('1', '2')
