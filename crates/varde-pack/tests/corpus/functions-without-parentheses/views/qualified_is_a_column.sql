select s.points as user_points from students s
