use memory --~ S002 found `use`
