select rows, unit, year from egg --~ P019 view `chick` reads itself, through others or directly
