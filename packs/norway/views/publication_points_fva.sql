-- A row is one author share whose author was a permanent academic in a main position on 1 October of the publication year, at any of our units.
select p.rows, p.unit, p.year, p.publication, p.person, p.points
from publication_points p
where exists (
    select 1
    from academic_staff s
    where s.person = p.person and s.permanent and s.main_position and make_date(p.year, 10, 1) between s.from_date and s.to_date
)
