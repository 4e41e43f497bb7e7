-- A row is one national research centre in the project register from start to end, whether the unit itself has signed or not.
select [p.row_id] as rows, a.unit, p.start_date as from_date, p.end_date as to_date, p.no as project
from project p
join unit_alias a on a.code = p.unit and year(p.start_date) <= a.to_year and year(p.end_date) >= a.from_year
where
    p.type_group = 'centre'
    and coalesce(p.research, true)
    and not exists (
        select 1
        from research_scheme s
        where s.scheme = upper(trim(p.programme)) and s.kind = 'education' and p.start_date between s.valid_from and s.valid_to
    )
