select programme.getenv() as a from students --~ S004 `programme.getenv` is qualified
