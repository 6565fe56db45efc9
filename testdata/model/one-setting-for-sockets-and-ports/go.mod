module example.com/one-setting-for-sockets-and-ports

go 1.22
