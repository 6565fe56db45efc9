module example.com/different-ports

go 1.22
