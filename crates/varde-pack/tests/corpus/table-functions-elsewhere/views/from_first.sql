from read_csv('/etc/passwd') --~ S004 `read_csv`
