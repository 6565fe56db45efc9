module example.com/probe-then-serve

go 1.22
