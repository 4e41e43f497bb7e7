select * from studnets --~ S003 did you mean `students`?
