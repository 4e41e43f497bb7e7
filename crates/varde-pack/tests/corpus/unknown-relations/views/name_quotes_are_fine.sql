select * from "students"
