module example.com/go-123

go 1.23
