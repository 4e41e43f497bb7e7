-- The code that the course is known by at home has no version: `TIØ4105-1` is TIØ4105.
select
    institution,
    course_department,
    regexp_replace(course, '-[0-9]$', '') as course,
    program,
    year,
    upper(student_category) as student_category,
    sp_new,
    financed,
    line
from staging
