select * from read_csv_auto('/etc/passwd') --~ S004 `read_csv_auto` is not a function that packs may read from
