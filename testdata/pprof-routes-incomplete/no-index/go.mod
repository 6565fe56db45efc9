module example.com/no-index

go 1.22
