select [row_id] as rows, unit, year from students --~ P007 a second view `student_rows`
