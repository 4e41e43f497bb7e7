select list_aggregate([1], 'avg') as a from students --~ S004 `list_aggregate` is not a function that packs may call
