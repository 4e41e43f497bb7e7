select parse_path(programme) as a from students --~ S004 `parse_path` is not a function that packs may call
