select 1 as a from students;; select 2 as b from students --~ S002 found `;` after it
