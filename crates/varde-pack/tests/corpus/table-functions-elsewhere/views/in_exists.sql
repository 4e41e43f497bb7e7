select * from students where exists (select 1 from glob('*')) --~ S004 `glob`
