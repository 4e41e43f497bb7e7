unpivot students on total, points into name n value v --~ S002 found `unpivot`
