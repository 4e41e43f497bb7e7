select 1 --~ P016 did you mean `views`?
