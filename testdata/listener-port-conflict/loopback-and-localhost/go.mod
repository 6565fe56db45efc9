module example.com/loopback-and-localhost

go 1.22
