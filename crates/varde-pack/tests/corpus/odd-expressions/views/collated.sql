select programme collate nocase as a from students --~ S004 `collate`
