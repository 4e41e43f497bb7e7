select * from students cross join read_csv('/etc/passwd') as x --~ S004 `read_csv` is not a function that packs may read from
