select time '12:00' as a from students --~ S004 is not a type
