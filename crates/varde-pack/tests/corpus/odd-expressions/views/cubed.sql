select year, sum(total) as a from students group by cube (year) --~ S004
