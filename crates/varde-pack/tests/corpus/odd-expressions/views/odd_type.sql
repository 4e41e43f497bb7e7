select cast(programme as json) as a from students --~ S004 `json` is not a type
