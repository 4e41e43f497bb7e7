select avg(total) as a from students --~ S004 `avg` is not a function that packs may call
