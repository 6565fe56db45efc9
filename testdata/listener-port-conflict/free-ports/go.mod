module example.com/free-ports

go 1.22
