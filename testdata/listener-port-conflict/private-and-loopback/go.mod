module example.com/private-and-loopback

go 1.22
