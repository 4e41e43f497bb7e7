select ceil(points) as a from students --~ S004 `ceil` is not an expression
