select json_extract(programme, '$.a') as a from students --~ S004 `json_extract` is not a function that packs may call
