-- A journal without an impact factor in a year has no row.
select
    issn,
    year,
    value,
    source,
    line
from staging
where value is not null
