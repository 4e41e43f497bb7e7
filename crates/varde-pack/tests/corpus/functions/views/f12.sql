select transaction_timestamp() as a from students --~ S004 `transaction_timestamp` is not a function that packs may call
