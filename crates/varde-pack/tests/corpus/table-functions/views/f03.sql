select * from read_blob('/etc/passwd') --~ S004 `read_blob` is not a function that packs may read from
