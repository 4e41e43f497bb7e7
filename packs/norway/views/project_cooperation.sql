-- A row is one signed, externally funded research project in one year that it runs in, with whether anybody outside the university is a partner that year.
select
    list_concat([p.row_id], coalesce(list(x.row_id) filter (where x.row_id is not null), [])) as rows,
    a.unit,
    y.year,
    p.no as project,
    count(x.row_id) > 0 as partnered
from project p
join unit_alias a on a.code = p.unit and year(p.start_date) <= a.to_year and year(p.end_date) >= a.from_year
join (select cast(unnest(range(1995, 2041)) as integer) as year) y
    on y.year between year(greatest(p.start_date, p.signed)) and year(p.end_date)
left join project_partner x
    on x.project = p.no
    and coalesce(x.from_date, p.start_date) <= make_date(y.year, 12, 31)
    and coalesce(x.to_date, p.end_date) >= make_date(y.year, 1, 1)
where p.externally_funded and p.research and p.signed <= p.end_date
group by p.row_id, a.unit, y.year, p.no
