with a as (select * from students), b as (select * from a) select * from a join b on a.year = b.year
