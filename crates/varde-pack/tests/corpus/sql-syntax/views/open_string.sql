select 'a from students --~ S001 Unterminated string
