module example.com/loopback-default

go 1.22
