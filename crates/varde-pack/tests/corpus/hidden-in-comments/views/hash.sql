select 1 as a # , 2 --~ S001 `#` outside a string
from students
