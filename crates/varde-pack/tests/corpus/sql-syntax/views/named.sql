select total from students where year = :year --~ S001 `:year` is not a value
