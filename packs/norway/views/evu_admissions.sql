-- A row is the admission to one further education degree in one year. A degree that continues another goes by the older code.
select
    [e.row_id] as rows,
    a.unit,
    e.year,
    coalesce(e.continues, e.program) as programme,
    e.places,
    e.applicants,
    e.admitted,
    e.answered,
    e.first_choice,
    e.next_choice
from evu_admission e
join unit_alias a on a.code = e.unit and e.year between a.from_year and a.to_year
