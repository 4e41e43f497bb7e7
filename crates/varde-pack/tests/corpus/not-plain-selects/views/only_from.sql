from students
