module example.com/host-of-a-flag

go 1.22
