select gen_random_uuid() as a from students --~ S004 `gen_random_uuid` is not a function that packs may call
