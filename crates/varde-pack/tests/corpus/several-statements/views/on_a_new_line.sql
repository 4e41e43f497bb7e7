-- One row a student. --~ S002 found `copy` after it
select 1 as a from students
;
copy students to '/tmp/x'
