select * from READ_CSV('/etc/passwd') --~ S004 `read_csv`
