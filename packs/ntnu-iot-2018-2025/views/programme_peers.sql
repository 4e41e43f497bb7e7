-- A row is one established programme in one year, and whether it is in the top quarter on at least two of the four comparisons:
-- applicants, completion, the student survey and entry points. Rank 2 of 8 is in the top quarter, rank 2 of 7 is not.
-- A comparison counts when it is made among the national programmes that the leadership group has named for the year (some may
-- lack a figure), and has at least four, ours among them; fewer have no quarter.
-- Left out are programmes that missing comparisons leave undecided; and when no other programme has missed, the whole year.
with peers as (
    select b.unit, b.year, b.programme, count(*) as named, list(p.row_id) as rows
    from basic_programmes b
    join peer_programme p on p.programme = b.programme and b.year between p.from_year and coalesce(p.to_year, 9999)
    join unit_alias a on a.code = p.unit and a.unit = b.unit and b.year between a.from_year and a.to_year
    where p.part = 'national'
    group by b.unit, b.year, b.programme
),
compared as (
    select
        n.unit, n.year, n.programme,
        list_concat(any_value(n.rows), list(r.row_id)) as rows,
        count(*) as known,
        count_if(4 * r.rank <= r.compared) as tops
    from peers n
    join ranking r on r.programme = n.programme and r.year = n.year and r.compared between 4 and n.named + 1
    join unit_alias a on a.code = r.unit and a.unit = n.unit and n.year between a.from_year and a.to_year
    where r.list in ('applicants', 'completion', 'studiebarometer', 'entry-points')
    group by n.unit, n.year, n.programme
),
judged as (
    select
        list_concat(b.rows, coalesce(c.rows, [])) as rows,
        b.unit,
        b.year,
        b.programme,
        case when c.tops >= 2 then true when c.tops + 4 - c.known < 2 then false end as at_top
    from basic_programmes b
    left join compared c on c.unit = b.unit and c.year = b.year and c.programme = b.programme
    where b.established
),
decided as (
    select unit, year
    from judged
    group by unit, year
    having count_if(at_top is null) = 0 or count_if(not at_top) > 0
)
select j.rows, j.unit, j.year, j.programme, j.at_top
from judged j
join decided d on d.unit = j.unit and d.year = j.year
where j.at_top is not null
