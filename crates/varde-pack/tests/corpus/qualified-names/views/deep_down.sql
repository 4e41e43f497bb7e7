select * from students where year in (select year from facts.history.students) --~ S005 is qualified
