module example.com/on-loopback

go 1.22
