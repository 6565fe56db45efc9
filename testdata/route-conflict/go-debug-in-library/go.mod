module example.com/go-debug-in-library

go 1.23
