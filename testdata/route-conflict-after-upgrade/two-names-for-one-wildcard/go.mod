module example.com/two-names-for-one-wildcard

go 1.21
