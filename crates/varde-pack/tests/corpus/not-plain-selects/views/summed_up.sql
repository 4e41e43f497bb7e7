select * from (summarize students) --~ S001
