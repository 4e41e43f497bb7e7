select try_cast(total as real) as a from students --~ S007 floating-point type
