select * from "studеnts" --~ S003
