select * from information_schema.tables --~ S005 is qualified
