module example.com/udp-and-tcp

go 1.22
