select 1 as a /* one row */ from students --~ S001 a comment starts with `--`
