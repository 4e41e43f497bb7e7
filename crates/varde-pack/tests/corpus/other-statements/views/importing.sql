import database '/tmp/all' --~ S002 found `import`
