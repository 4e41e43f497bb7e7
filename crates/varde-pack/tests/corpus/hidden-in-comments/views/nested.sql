select 1 as a /* /* */ , getenv('HOME') as b -- */ from students --~ S001 a comment starts with `--`
