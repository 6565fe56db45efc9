module example.com/go-statement

go 1.22
