with x as (select * from read_csv('/etc/passwd')) select * from x --~ S004 `read_csv`
