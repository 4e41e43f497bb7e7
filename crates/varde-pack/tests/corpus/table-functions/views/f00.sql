select * from read_csv('/etc/passwd') --~ S004 `read_csv` is not a function that packs may read from
