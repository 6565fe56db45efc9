module example.com/heap-built-with-newer-go

go 1.22
