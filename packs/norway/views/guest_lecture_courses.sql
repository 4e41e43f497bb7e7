-- A row is one course in a calendar year that had guests from business, and whether there were both women and men among them.
-- Where the gender of some guest is not known and those known are of one gender, neither is whether both were there.
select
    list(g.row_id) as rows,
    a.unit,
    cast(year(g.held_on) as integer) as year,
    g.course,
    case
        when count(distinct g.gender) >= 2 then true
        when count(g.gender) = count(*) then false
    end as both_genders
from guest_lecture g
join unit_alias a on a.code = g.unit and year(g.held_on) between a.from_year and a.to_year
where g.business
group by a.unit, year(g.held_on), g.course
