module example.com/heap-without-import

go 1.22
