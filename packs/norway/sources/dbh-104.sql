-- DBH hides small groups by giving 0 women and 0 men beside a total: then the numbers are unknown, not 0.
select
    institution,
    department,
    year,
    program,
    qualification,
    total,
    case when total > 0 and women = 0 and men = 0 then null else women end as women,
    case when total > 0 and women = 0 and men = 0 then null else men end as men,
    line
from staging
