select * from "read_csv"('/etc/passwd') --~ S004 is not a function that packs may read from
