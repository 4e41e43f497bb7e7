-- The same hiding as for students: full-time equivalents without any gender are unknown by gender.
select
    institution,
    department,
    year,
    position_code,
    fte,
    case when fte > 0 and women = 0 and men = 0 then null else women end as women,
    case when fte > 0 and women = 0 and men = 0 then null else men end as men,
    line
from staging
