select * from "ſtudents" --~ S003 is named `ſtudents`
