-- A row is one person's part in one registered result, where the person was a permanent academic in a main position on 1 October of the year.
-- The unit is that of the position. Whether the result is for the public follows from its category, and for lectures from the audience.
select
    list_distinct(list_concat([o.row_id], flatten(list(s.rows)))) as rows,
    s.unit,
    o.year,
    o.no as activity,
    o.pid as person,
    concat_ws('/', o.no, o.pid) as part,
    case
        when any_value(r.category) is null then false
        when any_value(r.audience) is null then true
        else o.audience = any_value(r.audience)
    end as for_the_public
from outreach o
join academic_staff s
    on s.person = o.pid
    and s.permanent
    and s.main_position
    and make_date(o.year, 10, 1) between s.from_date and s.to_date
left join outreach_category r
    on starts_with(o.category, r.category)
    and make_date(o.year, 12, 31) between r.valid_from and r.valid_to
group by o.row_id, s.unit, o.year, o.no, o.pid, o.audience
