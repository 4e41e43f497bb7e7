select * from temp.live --~ S005 `temp.live` is qualified
