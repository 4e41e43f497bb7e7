select * from students ； drop table students --~ S001 `；` outside a string
