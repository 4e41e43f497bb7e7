export database '/tmp/all' --~ S002 found `export`
