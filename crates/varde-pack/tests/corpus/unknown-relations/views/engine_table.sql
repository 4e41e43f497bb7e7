select * from live --~ S003 no table, view or rule is named `live`
