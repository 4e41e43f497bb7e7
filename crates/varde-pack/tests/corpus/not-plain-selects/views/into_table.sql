select * into mine from students --~ S002
