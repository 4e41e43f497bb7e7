select main.getenv('HOME') as a from students --~ S004 `main.getenv` is qualified
