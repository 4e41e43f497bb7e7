-- A row is one review of a page for as long as it counts: to the same date a year later, that day included, and not after the page is gone.
select
    [p.row_id] as rows,
    w.unit,
    p.reviewed as from_date,
    least(cast(p.reviewed + interval 12 months as date), w.to_date) as to_date,
    w.page
from page_inventory p
join web_pages w on w.page = p.url and list_contains(w.rows, p.row_id)
where p.reviewed <= w.to_date
