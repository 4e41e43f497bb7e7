select 'æøå' as a, b c d --~ S001 unexpected `d`
from students
