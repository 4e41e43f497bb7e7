select * from students​ --~ S001
