with a as (select * from live), live as (select * from students) select * from a --~ S003 is named `live`
