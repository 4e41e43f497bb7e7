-- A row is a stored comparison of MTIØT's or MIENTRE's plan with those of other engineers and scientists, for as long as it holds.
select rows, unit, from_date, to_date, programme
from evidence_held
where goal = 'GU-04' and kind = 'curriculum_comparison' and programme in ('MTIØT', 'MIENTRE')
