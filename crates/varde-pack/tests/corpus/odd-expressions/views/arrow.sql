select programme ->> '$.a' as a from students --~ S004 `->>` is not an operator
