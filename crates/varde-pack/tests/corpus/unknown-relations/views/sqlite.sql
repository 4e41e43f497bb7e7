select * from sqlite_master --~ S003 is named `sqlite_master`
