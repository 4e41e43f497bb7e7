select * from students pivot (sum(total) for year in (2023, 2024)) --~ S004 only tables
