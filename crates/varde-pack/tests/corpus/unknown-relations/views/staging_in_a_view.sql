select * from staging --~ S003 is named `staging`
