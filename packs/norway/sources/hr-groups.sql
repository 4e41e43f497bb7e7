select
    pid,
    lower(group_id) as group_id,
    from_date,
    to_date,
    line
from staging
