select total::float as a from students --~ S007 `float` is a floating-point type
