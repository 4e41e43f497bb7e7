-- A row is one publication that gives points, in its year: how many academic groups its authors here belong to, and whether others share it.
-- An author belongs to one group a year: of those that the author was in that year, the one joined last. The administration is no academic group.
with home as (
    select
        s.pid,
        s.year,
        g.group_id,
        g.row_id,
        row_number() over (partition by s.pid, s.year order by g.from_date desc, g.group_id) as place
    from (select distinct pid, year from publication_share where pid is not null) s
    join group_membership g
        on g.pid = s.pid
        and g.from_date <= make_date(s.year, 12, 31)
        and coalesce(g.to_date, date '9999-12-31') >= make_date(s.year, 1, 1)
    where g.group_id <> 'admin'
),
author as (
    select p.unit, p.year, p.publication, s.row_id, coalesce(s.pid, 'row ' || s.row_id) as person, s.pid, s.shares
    from publication_points p
    join publication_share s on s.row_id = p.rows[1]
)
select
    list_distinct(list_concat(list(a.row_id), coalesce(list(h.row_id) filter (where h.row_id is not null), []))) as rows,
    a.unit,
    a.year,
    a.publication,
    count(distinct h.group_id) as groups,
    max(a.shares) > count(distinct a.person) as shared
from author a
left join home h on h.pid = a.pid and h.year = a.year and h.place = 1
group by a.unit, a.year, a.publication
