alter table students add column a integer --~ S002 found `alter`
