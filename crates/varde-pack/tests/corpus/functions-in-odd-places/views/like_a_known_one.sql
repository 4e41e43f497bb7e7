select "lоwer"(programme) as a from students --~ S004
