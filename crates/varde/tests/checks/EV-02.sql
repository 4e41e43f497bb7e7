-- Offers of the year with an approved, positive link that names both ends and a note of use, over all offers of the year.
select
    i.year,
    count(*) filter (
        where exists (
            select 1
            from evu_synergy l
            where l.item = i.code
                and l.serves <> 'business'
                and l.rating = 'positive'
                and l.evu_end is not null
                and l.other_end is not null
                and l.on_date <= make_date(i.year, 12, 31)
                and l.approved <= make_date(i.year, 12, 31)
                and (l.valid_to is null or l.valid_to >= make_date(i.year, 1, 1))
        )
        and exists (
            select 1
            from evu_synergy n
            where n.item = i.code
                and n.serves = 'business'
                and n.on_date <= make_date(i.year, 12, 31)
                and (n.valid_to is null or n.valid_to >= make_date(i.year, 1, 1))
        )
    ) as numerator,
    count(*) as denominator
from evu_item i
where i.unit in ('230240', '210610') and i.year between 2018 and 2025
group by i.year
order by i.year
