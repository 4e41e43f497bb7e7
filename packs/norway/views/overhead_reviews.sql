-- A row is a review of the overhead rates or a survey of motivation for as long as it is fresh: a review for 12 months, a survey for 24.
-- The day on which it is exactly so old is the last one.
select
    [o.row_id] as rows,
    a.unit,
    o.kind,
    o.on_date as from_date,
    cast(o.on_date + case when o.kind = 'rates' then interval 12 months else interval 24 months end as date) as to_date
from overhead_review o
join unit_alias a on a.code = o.unit and year(o.on_date) between a.from_year and a.to_year
