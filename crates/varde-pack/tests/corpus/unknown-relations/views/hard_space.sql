select * from students --~ S001 the invisible letter U+00A0
