module example.com/unknown-ports

go 1.22
