select year from students group by year having max(getenv('HOME')) > 'a' --~ S004 `getenv`
