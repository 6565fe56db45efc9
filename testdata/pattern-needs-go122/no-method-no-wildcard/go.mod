module example.com/no-method-no-wildcard

go 1.21
