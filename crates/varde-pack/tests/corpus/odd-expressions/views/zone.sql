select make_date(2024, 1, 1) at time zone 'Europe/Oslo' as a from students --~ S004 `at time zone`
