select * from facts.history.students --~ S005 `facts.history.students` is qualified
