module example.com/server-values

go 1.22
