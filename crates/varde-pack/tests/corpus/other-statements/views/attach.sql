attach '/tmp/other.db' --~ S002 expected one SELECT, found `attach`
