select * from students s join 'other.csv' o on o.year = s.year --~ S003 `other.csv` is a file name
