select coalesc(total, 0) as a from students --~ S004 `coalesc` is not a function that packs may call
