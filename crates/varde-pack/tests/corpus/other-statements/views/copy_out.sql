copy students to '/tmp/out.csv' --~ S002 found `copy`
