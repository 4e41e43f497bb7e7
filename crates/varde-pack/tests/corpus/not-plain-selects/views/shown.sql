select * from (show tables) --~ S001
