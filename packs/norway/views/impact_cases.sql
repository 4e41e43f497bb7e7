-- A row is one example, told apart from others by its address, in the year it first came out. One that is put out again is not new.
select
    list(c.row_id) as rows,
    a.unit,
    cast(year(min(c.published)) as integer) as year,
    lower(rtrim(trim(c.url), '/')) as address,
    bool_or(c.public) as public,
    bool_or(c.contribution) as contribution,
    bool_or(c.link_confirmed is not null) as confirmed
from impact_case c
join unit_alias a on a.code = c.unit and year(c.published) between a.from_year and a.to_year
where c.url is not null
group by a.unit, lower(rtrim(trim(c.url), '/'))
