select
    lower(chart) as chart,
    account,
    new_account,
    lower(category) as category,
    valid_from,
    valid_to,
    line
from staging
