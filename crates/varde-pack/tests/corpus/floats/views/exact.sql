select total // 2 as a, total % 2 as b, points * 1.5 as c, cast(total as decimal(18,4)) as d from students
