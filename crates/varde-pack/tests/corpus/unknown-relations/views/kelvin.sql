select * from "Kelvin" --~ S003
