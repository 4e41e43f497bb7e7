-- A row is one national centre or project that the unit has signed for, from the day when it has both begun and been signed, to its last day.
-- The kind follows the scheme; of a scheme that the rule does not know, the kind is not known. A centre for education is no research centre.
select
    [p.row_id] as rows,
    a.unit,
    greatest(p.start_date, p.signed) as from_date,
    p.end_date as to_date,
    p.no as project,
    p.type_group = 'centre' and coalesce(s.kind <> 'education', true) and coalesce(p.research, true) as centre,
    p.type_group = 'national' and s.kind = 'business' as business,
    p.type_group = 'national' and coalesce(p.research, true) as project_of_research
from project p
join unit_alias a on a.code = p.unit and year(p.start_date) <= a.to_year and year(p.end_date) >= a.from_year
left join research_scheme s on s.scheme = upper(trim(p.programme)) and p.start_date between s.valid_from and s.valid_to
where p.type_group in ('centre', 'national') and p.signed <= p.end_date
