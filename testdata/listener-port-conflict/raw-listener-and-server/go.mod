module example.com/raw-listener-and-server

go 1.22
