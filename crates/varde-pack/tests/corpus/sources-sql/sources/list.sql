select year, '1' as unit, line
from staging
join students on true --~ S003 no table, view or rule is named `students`
join weight on true
join unit_code on true
where year = year(now()) --~ S004 `now` is not a function
