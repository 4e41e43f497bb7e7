select U&'\0061' as a from students --~ S004 `&` is not an operator
