select "current_user" as a from students --~ S004 `current_user` is not a function
