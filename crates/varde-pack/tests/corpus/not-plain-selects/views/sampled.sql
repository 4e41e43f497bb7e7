select * from students tablesample 10 percent --~ S004 only tables, views, subqueries and unnest
