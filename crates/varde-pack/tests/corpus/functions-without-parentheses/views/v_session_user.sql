select session_user as a from students --~ S004 `session_user` is not a function that packs may call
