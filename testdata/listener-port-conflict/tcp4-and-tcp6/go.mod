module example.com/tcp4-and-tcp6

go 1.22
