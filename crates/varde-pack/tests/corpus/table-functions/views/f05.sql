select * from read_json('x.json') --~ S004 `read_json` is not a function that packs may read from
