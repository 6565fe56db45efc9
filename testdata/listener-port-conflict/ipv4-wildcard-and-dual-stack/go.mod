module example.com/ipv4-wildcard-and-dual-stack

go 1.22
