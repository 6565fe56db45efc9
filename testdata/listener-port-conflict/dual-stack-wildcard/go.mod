module example.com/dual-stack-wildcard

go 1.22
