select * from "/etc/passwd" --~ S003 no table, view or rule is named `/etc/passwd`
