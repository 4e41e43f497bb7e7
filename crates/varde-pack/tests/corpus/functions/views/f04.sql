select currval('ids') as a from students --~ S004 `currval` is not a function that packs may call
