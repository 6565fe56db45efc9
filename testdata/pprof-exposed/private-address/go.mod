module example.com/private-address

go 1.22
