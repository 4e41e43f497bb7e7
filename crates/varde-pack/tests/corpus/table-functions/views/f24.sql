select * from seq_scan('students') --~ S004 `seq_scan` is not a function that packs may read from
