with a as (with b as (select * from students) select * from b) select * from a
