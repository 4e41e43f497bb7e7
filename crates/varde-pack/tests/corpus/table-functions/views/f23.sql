select * from repeat_row(1, num_rows = 5) --~ S004 `repeat_row` is not a function that packs may read from
