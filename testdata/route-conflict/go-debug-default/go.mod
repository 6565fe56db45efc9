module example.com/go-debug-default

go 1.23
