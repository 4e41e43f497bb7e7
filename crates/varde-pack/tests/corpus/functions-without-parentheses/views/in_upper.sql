select Current_Date as a from students --~ S004 `current_date` is not a function
