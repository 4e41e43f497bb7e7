select total * 1e3 as a from students --~ S007 `1e3` is a floating-point number
