module example.com/ports-that-go-with-their-ways

go 1.24
