select x'41' as a, date'2024-01-01' as b from students --~ S001 a string right after `x`
