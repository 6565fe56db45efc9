module example.com/go-122

go 1.22
