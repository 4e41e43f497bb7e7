select list_transform([programme], x -> getenv(x)) as a from students --~ S004 `getenv` is not a function
