-- A row is one application for research leave, in the year in which it was sent. It is answered well when it is granted, or refused with reasons.
-- An application without an answer is not; once it has one, the year of the application gets it.
select
    [r.row_id] as rows,
    a.unit,
    cast(year(r.applied) as integer) as year,
    r.no,
    r.kind,
    coalesce(r.eligible, true) as eligible,
    coalesce(r.decision = 'granted' or (r.decision = 'refused' and r.reasoned), false) as answered
from research_leave r
join unit_alias a on a.code = r.unit and year(r.applied) between a.from_year and a.to_year
