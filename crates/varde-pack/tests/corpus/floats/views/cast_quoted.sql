select cast(total as "float8") as a from students --~ S007 floating-point type
