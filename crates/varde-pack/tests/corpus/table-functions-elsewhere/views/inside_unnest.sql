select * from unnest([getenv('HOME')]) as x(a) --~ S004 `getenv` is not a function that packs may call
