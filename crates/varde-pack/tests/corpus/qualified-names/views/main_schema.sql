select * from main.students --~ S005 `main.students` is qualified
