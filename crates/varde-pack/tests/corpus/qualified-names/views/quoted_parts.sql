select * from "facts"."history"."students" --~ S005 is qualified
