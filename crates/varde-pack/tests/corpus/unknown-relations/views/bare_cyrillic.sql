select * from studеnts --~ S001 `е` outside a string
