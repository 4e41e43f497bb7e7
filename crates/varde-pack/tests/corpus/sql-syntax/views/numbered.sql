select total from students where year = $1 --~ S001 `$` outside a string
