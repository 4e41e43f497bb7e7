select total totl extra from students --~ S001 unexpected `extra`
