select system.main.getenv('HOME') as a from students --~ S004 is qualified
