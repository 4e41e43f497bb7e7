select * from students s, lateral read_text(s.programme) --~ S004 only tables, views, subqueries and unnest
