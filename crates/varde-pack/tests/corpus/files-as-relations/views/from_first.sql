from '/etc/passwd' select * --~ S003 is a file name
