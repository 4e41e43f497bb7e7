select * from read_text('/etc/passwd') --~ S004 `read_text` is not a function that packs may read from
