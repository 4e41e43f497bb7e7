select total & 1 as a from students --~ S004 `&` is not an operator
