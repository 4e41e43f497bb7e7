select top 5 * from students --~ S002
