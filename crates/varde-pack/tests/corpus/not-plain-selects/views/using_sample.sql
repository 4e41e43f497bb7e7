select * from students using sample 10 --~ S001
