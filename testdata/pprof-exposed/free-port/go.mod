module example.com/free-port

go 1.22
