module std

go 1.26

require golang.org/x/net v0.0.0
