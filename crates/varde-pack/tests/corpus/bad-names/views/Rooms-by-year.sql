select 1 as n from students --~ P006 can't be the name of a view
