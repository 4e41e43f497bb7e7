select [row_id] as rows, unit, year from students where programme = session_user --~ S004 `session_user`
