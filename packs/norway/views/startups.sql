-- A row is one company in the year of its foundation, however many ties it has. The earliest date holds when the rows disagree.
-- It is verified when it has an organisation number and somebody has found it in the national register.
-- One that was deleted by the last day of its first year does not count; a later deletion changes nothing.
with company as (
    select
        coalesce(s.org_no, s.no) as company,
        a.unit,
        list(s.row_id) as rows,
        min(s.founded) as founded,
        min(s.registered) as registered,
        min(s.deleted) as deleted,
        bool_or(s.org_no is not null and s.verified is not null) as verified,
        bool_or(coalesce(s.legal_form = 'ENK', false)) as sole_proprietorship
    from startup s
    join unit_alias a on a.code = s.unit and year(s.founded) between a.from_year and a.to_year
    group by coalesce(s.org_no, s.no), a.unit
)
select
    rows,
    unit,
    cast(year(founded) as integer) as year,
    company,
    founded,
    registered,
    verified,
    sole_proprietorship,
    coalesce(year(deleted) = year(founded), false) as gone
from company
