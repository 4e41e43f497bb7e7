select * from identifier('students') --~ S004
