copy (select * from students) to '/tmp/out.csv' --~ S002 found `copy`
