with live as (select * from live) select * from live --~ S003 is named `live`
