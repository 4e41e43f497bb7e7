select cast([total] as double[]) as a from students --~ S007 floating-point type
