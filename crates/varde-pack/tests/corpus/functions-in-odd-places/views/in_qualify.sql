select year from students qualify row_number() over (order by random()) = 1 --~ S004 `random`
