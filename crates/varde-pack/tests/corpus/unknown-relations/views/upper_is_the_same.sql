select * from STUDENTS
