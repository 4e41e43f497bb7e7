select * from '/etc/passwd' --~ S003 `/etc/passwd` is a file name
