select E'\'', upper($$HOME$$) -- '
--~ S001
 as a
from students
