select $$a$$ as a, $x$'$x$ as b from students --~ S001 `$` outside a string
