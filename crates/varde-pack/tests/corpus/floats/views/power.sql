select total ^ 2 as a from students --~ S007 gives a floating-point number
