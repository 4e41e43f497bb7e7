select * from (describe students) --~ S001
