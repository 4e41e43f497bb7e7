select nextval('ids') as a from students --~ S004 `nextval` is not a function that packs may call
