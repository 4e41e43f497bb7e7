select stddev(total) as a from students --~ S004 `stddev` is not a function that packs may call
