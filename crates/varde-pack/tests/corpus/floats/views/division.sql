select total / 2 as a from students --~ S007 divide in an indicator
