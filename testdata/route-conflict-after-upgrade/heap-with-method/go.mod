module example.com/heap-with-method

go 1.22
