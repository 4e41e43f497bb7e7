select struct_pack(a := getenv('HOME')) as a from students --~ S004 `getenv`
