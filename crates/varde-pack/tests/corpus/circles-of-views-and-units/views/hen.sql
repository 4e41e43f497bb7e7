select rows, unit, year from egg --~ P019 view `hen` reads itself
