module example.com/directories-that-go-skips

go 1.22
