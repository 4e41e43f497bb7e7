select txid_current() as a from students --~ S004 `txid_current` is not a function that packs may call
