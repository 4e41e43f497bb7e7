select total from students where year = ? --~ S001 `?` outside a string
