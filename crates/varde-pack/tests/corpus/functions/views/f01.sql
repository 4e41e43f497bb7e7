select getvariable('as_of') as a from students --~ S004 `getvariable` is not a function that packs may call
