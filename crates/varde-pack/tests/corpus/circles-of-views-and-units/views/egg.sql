select rows, unit, year from hen --~ P019 view `egg` reads itself
