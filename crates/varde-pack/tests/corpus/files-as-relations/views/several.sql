select * from ['a.csv', 'b.csv'] --~ S001
