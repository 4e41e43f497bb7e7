-- A row is one further education offer in one year that it is given, and what ties it to the rest.
-- A link counts when it is rated positive, names both ends and is approved by the last day of the year, and has not ended before the year.
-- A note of use to business or working life needs no approval, but must be there by the last day of the year.
with tie as (
    select
        i.row_id,
        list(s.row_id) as rows,
        bool_or(s.serves in ('education', 'research')) as named,
        bool_or(
            s.serves in ('education', 'research')
            and s.rating = 'positive'
            and s.evu_end is not null
            and s.other_end is not null
            and year(s.approved) <= i.year
        ) as linked,
        bool_or(s.serves = 'business') as noted
    from evu_item i
    join evu_synergy s on s.item = i.code and year(s.on_date) <= i.year and coalesce(year(s.valid_to), 9999) >= i.year
    group by i.row_id
)
select
    list_concat([i.row_id], coalesce(t.rows, [])) as rows,
    a.unit,
    i.year,
    i.code as item,
    i.kind,
    coalesce(t.named, false) as named,
    coalesce(t.linked, false) as linked,
    coalesce(t.noted, false) as noted
from evu_item i
join unit_alias a on a.code = i.unit and i.year between a.from_year and a.to_year
left join tie t on t.row_id = i.row_id
