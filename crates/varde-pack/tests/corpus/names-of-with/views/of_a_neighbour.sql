select * from (with live as (select * from students) select * from live) a, live --~ S003 is named `live`
