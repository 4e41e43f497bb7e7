select cast(total as double) as a from students --~ S007 `double` is a floating-point type
