module example.com/peers

go 1.22
