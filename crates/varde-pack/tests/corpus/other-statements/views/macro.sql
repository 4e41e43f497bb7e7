create macro lower(a) as getenv(a) --~ S002 found `create`
