select [row_id] as rows, unit, year from students where programme ~ 'a.*' --~ S004 `~` is not an operator
