select * from students unpivot (a for b in (total, points)) --~ S004 only tables
