module example.com/two-loopback-addresses

go 1.22
