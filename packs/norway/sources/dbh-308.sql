-- 0 means none or hidden, and nothing tells which: the number is unknown.
select
    institution,
    course,
    year,
    grade,
    nullif(n, 0) as n,
    line
from staging
