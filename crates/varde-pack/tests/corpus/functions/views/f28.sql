select ln(total) as a from students --~ S004 `ln` is not a function that packs may call
