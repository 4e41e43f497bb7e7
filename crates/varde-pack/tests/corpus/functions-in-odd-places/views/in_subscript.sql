select [1, 2][length(getenv('HOME'))] as a from students --~ S004 `getenv`
