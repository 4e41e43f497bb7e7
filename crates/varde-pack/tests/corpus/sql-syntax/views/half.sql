select from where --~ S001
