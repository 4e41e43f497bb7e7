select * from sniff_csv('/etc/passwd') --~ S004 `sniff_csv` is not a function that packs may read from
