module example.com/wildcard-and-loopback

go 1.22
