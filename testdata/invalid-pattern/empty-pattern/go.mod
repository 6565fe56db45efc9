module example.com/empty-pattern

go 1.21
