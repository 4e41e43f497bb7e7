select * from table(read_csv('/etc/passwd')) --~ S004
