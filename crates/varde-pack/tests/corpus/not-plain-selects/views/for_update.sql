select * from students for update --~ S002
